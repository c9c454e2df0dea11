package dev.sextant.core.trust;

import dev.sextant.web.edit.IfMatch;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/trusted-keys")
class TrustedKeyController {
    private final TrustedKeys keys;
    private final TrustStore store;
    private final KeyUse use;

    TrustedKeyController(TrustedKeys keys, TrustStore store, KeyUse use) {
        this.keys = keys;
        this.store = store;
        this.use = use;
    }

    record NewKey(
            @NotBlank @Size(max = 100) String name,
            @NotBlank @Size(max = 1000) String publicKey) {}

    record KeyName(@NotBlank @Size(max = 100) String name) {}

    record Revoking(@NotBlank @Size(max = 500) String reason) {}

    record TrustedKeyView(
            String id,
            String keyId,
            String name,
            String publicKey,
            Instant addedAt,
            String addedBy,
            StoredKey.@Nullable Revocation revocation,
            int packages) {}

    /** The keys of the trust store, the oldest first. */
    @GetMapping
    @RequiresPermission("trust:read")
    Page<TrustedKeyView> list(PageQuery page, @RequestParam(defaultValue = "") String search) {
        var after = page.after() == null ? null : page.after().text(0);
        var rows = store.page(search.toLowerCase(Locale.ROOT), after, page.rows());
        var counts = use.of(rows.stream().map(StoredKey::keyId).toList());
        return Page.of(rows, page, row -> Cursor.of(row.id()))
                .map(row -> view(row, counts.getOrDefault(row.keyId(), 0)));
    }

    @GetMapping("/{id}")
    @RequiresPermission("trust:read")
    ResponseEntity<TrustedKeyView> get(@PathVariable String id) {
        return tagged(ResponseEntity.ok(), keys.find(id));
    }

    /** Trusts a key from now on. */
    @PostMapping
    @RequiresPermission("trust:manage")
    @Idempotent
    ResponseEntity<TrustedKeyView> add(@Valid @RequestBody NewKey request, Caller caller) {
        var added = keys.add(request.name(), request.publicKey(), caller.subject());
        return tagged(ResponseEntity.created(URI.create("/platform/v1/trusted-keys/" + added.id())), added);
    }

    /** Names a key anew. */
    @PutMapping("/{id}")
    @RequiresPermission("trust:manage")
    ResponseEntity<TrustedKeyView> rename(
            @PathVariable String id, IfMatch seen, @Valid @RequestBody KeyName request, Caller caller) {
        var found = keys.find(id);
        seen.require(found.revision());
        return tagged(ResponseEntity.ok(), keys.rename(found, request.name(), caller.subject()));
    }

    /** Trusts a key no longer; there is no way back. */
    @PostMapping("/{id}/revoke")
    @RequiresPermission("trust:manage")
    @Idempotent
    ResponseEntity<TrustedKeyView> revoke(
            @PathVariable String id, @Valid @RequestBody Revoking request, Caller caller) {
        return tagged(ResponseEntity.ok(), keys.revoke(id, request.reason(), caller.subject()));
    }

    /** Forgets a key that has signed nothing here. */
    @DeleteMapping("/{id}")
    @RequiresPermission("trust:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        keys.delete(id, caller.subject());
    }

    private ResponseEntity<TrustedKeyView> tagged(ResponseEntity.BodyBuilder answer, StoredKey key) {
        var packages = use.of(List.of(key.keyId())).getOrDefault(key.keyId(), 0);
        return answer.eTag(IfMatch.tag(key.revision())).body(view(key, packages));
    }

    private static TrustedKeyView view(StoredKey key, int packages) {
        return new TrustedKeyView(
                key.id(),
                key.keyId(),
                key.name(),
                key.publicKey(),
                key.addedAt(),
                key.addedBy(),
                key.revocation(),
                packages);
    }
}
