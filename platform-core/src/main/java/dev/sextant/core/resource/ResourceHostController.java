package dev.sextant.core.resource;

import dev.sextant.web.edit.IfMatch;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
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
@RequestMapping("/platform/v1/resource-hosts")
class ResourceHostController {
    private static final String NAME = "[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?";
    private static final String PLAIN = "[^\\p{Cntrl}]*";

    private final ResourceHosts hosts;
    private final HostRegistry registry;

    ResourceHostController(ResourceHosts hosts, HostRegistry registry) {
        this.hosts = hosts;
        this.registry = registry;
    }

    /** A new host. The secret is taken and never given back. */
    record NewHost(
            @NotBlank @Pattern(regexp = NAME) String name,
            @NotNull ResourceHost.Kind kind,

            @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN) String address,

            @Nullable @Size(max = 128) @Pattern(regexp = PLAIN) String login,

            @Nullable @Size(max = 20_000) String secret,
            @Nullable Boolean tls,
            @Nullable @Min(0) @Max(100_000) Integer mostItems) {
        HostDraft draft() {
            return new HostDraft(
                    name,
                    new HostAccess(kind, address, blankless(login), blankless(secret), Boolean.TRUE.equals(tls)),
                    mostItems);
        }

        @Override
        public String toString() {
            return "NewHost[%s, redacted]".formatted(name);
        }
    }

    /** What changes of a host; without a secret the one that is kept stays, as long as it goes where and how it went before. */
    record HostChange(
            @NotBlank @Pattern(regexp = NAME) String name,

            @NotBlank @Size(max = 300) @Pattern(regexp = PLAIN) String address,

            @Nullable @Size(max = 128) @Pattern(regexp = PLAIN) String login,

            @Nullable @Size(max = 20_000) String secret,
            @Nullable Boolean tls,
            @Nullable @Min(0) @Max(100_000) Integer mostItems) {
        HostDraft draft(HostAccess before) {
            var next = blankless(secret) == null && isAsBefore(before) ? before.secret() : blankless(secret);
            return new HostDraft(
                    name,
                    new HostAccess(before.kind(), address, blankless(login), next, Boolean.TRUE.equals(tls)),
                    mostItems);
        }

        /** Otherwise the secret would go to another server, in another's name, or in the clear. */
        private boolean isAsBefore(HostAccess before) {
            return address.equals(before.address())
                    && Objects.equals(blankless(login), before.login())
                    && (!before.tls() || Boolean.TRUE.equals(tls));
        }

        @Override
        public String toString() {
            return "HostChange[%s, redacted]".formatted(name);
        }
    }

    /** The machines on which plugin instances run and their databases, buckets and ways out lie. */
    @GetMapping
    @RequiresPermission("instances:read")
    Page<ResourceHost> list(PageQuery page, @RequestParam(required = false) ResourceHost.@Nullable Kind kind) {
        var after = page.after() == null ? null : page.after().text(0);
        return Page.of(hosts.page(kind, after, page.rows()), page, host -> Cursor.of(host.name()));
    }

    /** Enters a host, after it was connected to and has let the platform do what it needs to. */
    @PostMapping
    @RequiresPermission("resources:manage")
    @Idempotent
    ResponseEntity<ResourceHost> add(@Valid @RequestBody NewHost host, Caller caller) {
        var added = registry.add(host.draft(), caller.subject());
        return ResponseEntity.created(URI.create("/platform/v1/resource-hosts/" + added.id()))
                .eTag(IfMatch.tag(added.revision()))
                .body(added);
    }

    @GetMapping("/{id}")
    @RequiresPermission("instances:read")
    ResponseEntity<ResourceHost> get(@PathVariable String id) {
        return tagged(registry.find(id));
    }

    @PutMapping("/{id}")
    @RequiresPermission("resources:manage")
    ResponseEntity<ResourceHost> change(
            @PathVariable String id, IfMatch seen, @Valid @RequestBody HostChange change, Caller caller) {
        var host = seen(id, seen);
        return tagged(registry.change(host, change.draft(hosts.access(id)), caller.subject()));
    }

    /** Connects to the host once more and does there what the platform needs. */
    @PostMapping("/{id}/check")
    @RequiresPermission("resources:manage")
    ResponseEntity<ResourceHost> check(@PathVariable String id) {
        return tagged(registry.check(registry.find(id)));
    }

    /** Puts nothing new on the host; what lies there stays. */
    @PostMapping("/{id}/drain")
    @RequiresPermission("resources:manage")
    ResponseEntity<ResourceHost> drain(@PathVariable String id, IfMatch seen, Caller caller) {
        return tagged(registry.drain(seen(id, seen), caller.subject()));
    }

    /** Lets new things be put on the host again. */
    @PostMapping("/{id}/resume")
    @RequiresPermission("resources:manage")
    ResponseEntity<ResourceHost> resume(@PathVariable String id, IfMatch seen, Caller caller) {
        return tagged(registry.resume(seen(id, seen), caller.subject()));
    }

    /** Forgets a host on which nothing lies. */
    @DeleteMapping("/{id}")
    @RequiresPermission("resources:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, IfMatch seen, Caller caller) {
        registry.remove(seen(id, seen), caller.subject());
    }

    /** What lies on the host and for whom, by name. */
    @GetMapping("/{id}/allocations")
    @RequiresPermission("instances:read")
    Page<Allocation> allocations(@PathVariable String id, PageQuery page) {
        var after = page.after();
        var rows = registry.on(registry.find(id)).stream()
                .filter(one -> after == null || place(one).compareTo(after.text(0)) > 0)
                .limit(page.rows())
                .toList();
        return Page.of(rows, page, one -> Cursor.of(place(one)));
    }

    private static String place(Allocation one) {
        return one.name() + "\n" + one.id();
    }

    private ResourceHost seen(String id, IfMatch seen) {
        var host = registry.find(id);
        seen.require(host.revision());
        return host;
    }

    private static ResponseEntity<ResourceHost> tagged(ResourceHost host) {
        return ResponseEntity.ok().eTag(IfMatch.tag(host.revision())).body(host);
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
