package dev.sextant.core.variable;

import dev.sextant.contract.manifest.VariableType;
import dev.sextant.web.edit.IfMatch;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class VariableController {
    private static final String VARIABLES = "/platform/v1/system-variables";
    private static final String VARIABLE = VARIABLES + "/{id}";
    private static final int LONGEST_VALUE = 20_000;
    private static final String AFTER_ALL_IDS = "~";

    private final VariableEdits edits;
    private final VariableStore store;

    VariableController(VariableEdits edits, VariableStore store) {
        this.edits = edits;
        this.store = store;
    }

    record NewVariable(
            @NotNull @Size(max = 200) String name,
            @NotNull Scope scope,
            @Nullable @Size(max = 63) String plugin,
            @Nullable @Size(max = 64) String version,
            @NotNull VariableType type,
            @Nullable @Size(max = LONGEST_VALUE) String value) {

        VariableKey key() {
            return new VariableKey(name, scope, plugin == null ? "" : plugin, version == null ? "" : version);
        }

        @Override
        public String toString() {
            return "NewVariable[%s]".formatted(name);
        }
    }

    record VariableEdit(
            @Nullable @Size(max = LONGEST_VALUE) String value,
            @Nullable Boolean unset,
            @Nullable Boolean active,
            @Nullable Boolean secret) {

        VariableEdits.Edit edit() {
            return new VariableEdits.Edit(value, Boolean.TRUE.equals(unset), active, Boolean.TRUE.equals(secret));
        }

        @Override
        public String toString() {
            return "VariableEdit";
        }
    }

    /**
     * A variable as people see it.
     *
     * @param packageId the package that brought it; none where people made it
     * @param value what was set; never shown of a secret
     * @param set whether a value was set
     */
    record VariableView(
            String id,
            String name,
            Scope scope,
            @Nullable String plugin,
            @Nullable String version,
            @Nullable String packageId,
            VariableType type,
            @Nullable String defaultValue,
            @Nullable String value,
            boolean set,
            boolean active,
            Instant updatedAt,
            String updatedBy) {

        static VariableView from(SystemVariable variable) {
            var key = variable.key();
            return new VariableView(
                    variable.id(),
                    key.name(),
                    key.scope(),
                    key.plugin().isEmpty() ? null : key.plugin(),
                    key.version().isEmpty() ? null : key.version(),
                    variable.packageId(),
                    variable.type(),
                    variable.defaultValue(),
                    variable.shown(),
                    variable.value() != null,
                    variable.active(),
                    variable.updatedAt(),
                    variable.updatedBy());
        }
    }

    @GetMapping(VARIABLES)
    @RequiresPermission("variables:read")
    Page<VariableView> list(
            PageQuery page,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable Scope scope,
            @RequestParam(required = false) @Nullable String plugin) {
        var to = new VariableStore.Narrowing(
                search == null ? "" : search, scope == null ? "" : scope.name(), plugin == null ? "" : plugin);
        var after = page.after();
        var rows = after == null
                ? store.list(to, "", "", page.rows())
                : store.list(to, after.text(0), after.text(1), page.rows());
        return Page.of(rows, page, one -> Cursor.of(one.key().name(), one.id())).map(VariableView::from);
    }

    @PostMapping(VARIABLES)
    @RequiresPermission("variables:manage")
    @Idempotent
    ResponseEntity<VariableView> create(@Valid @RequestBody NewVariable wanted, Caller caller) {
        var created = edits.create(wanted.key(), wanted.type(), wanted.value(), caller.subject());
        return ResponseEntity.created(URI.create(VARIABLES + "/" + created.id()))
                .eTag(IfMatch.tag(created.revision()))
                .body(VariableView.from(created));
    }

    @GetMapping(VARIABLE)
    @RequiresPermission("variables:read")
    ResponseEntity<VariableView> find(@PathVariable String id) {
        var found = edits.find(id);
        return ResponseEntity.ok().eTag(IfMatch.tag(found.revision())).body(VariableView.from(found));
    }

    /** Changes what is given: a value, whether it is active, whether it is a secret from now on. */
    @PutMapping(VARIABLE)
    @RequiresPermission("variables:manage")
    ResponseEntity<VariableView> change(
            @PathVariable String id, IfMatch seen, @Valid @RequestBody VariableEdit change, Caller caller) {
        var revision = edits.find(id).revision();
        seen.require(revision);
        var changed = edits.change(id, revision, change.edit(), caller.subject());
        return ResponseEntity.ok().eTag(IfMatch.tag(changed.revision())).body(VariableView.from(changed));
    }

    @DeleteMapping(VARIABLE)
    @RequiresPermission("variables:manage")
    ResponseEntity<Void> delete(@PathVariable String id, IfMatch seen, Caller caller) {
        var revision = edits.find(id).revision();
        seen.require(revision);
        edits.delete(id, revision, caller.subject());
        return ResponseEntity.noContent().build();
    }

    /** Who changed it, when and what, newest first; of a secret only that it was changed. */
    @GetMapping(VARIABLE + "/history")
    @RequiresPermission("variables:read")
    Page<VariableChange> history(@PathVariable String id, PageQuery page) {
        edits.find(id);
        var before = page.after() == null ? AFTER_ALL_IDS : page.after().text(0);
        return Page.of(store.history(id, before, page.rows()), page, change -> Cursor.of(change.id()));
    }
}
