package dev.sextant.core.registration;

import dev.sextant.core.pluginservice.DefaultBinding;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.pluginservice.RegistrationState;
import dev.sextant.core.pluginservice.ServiceRegistration;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import dev.sextant.core.workflow.CallingVersion;
import dev.sextant.web.edit.IfMatch;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Optional;
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
@RequestMapping("/platform/v1/service-registrations")
class RegistrationController {
    private static final String NAME = "[a-z][a-z0-9-]{0,62}";

    private final RegistrationEdits edits;
    private final RegistrationCallers callers;
    private final ServiceRegistrations registrations;
    private final PluginServices services;

    RegistrationController(
            RegistrationEdits edits,
            RegistrationCallers callers,
            ServiceRegistrations registrations,
            PluginServices services) {
        this.edits = edits;
        this.callers = callers;
        this.registrations = registrations;
        this.services = services;
    }

    /**
     * A further name for a service.
     *
     * @param copyOf the id of the registration that gives it its settings
     */
    record RegistrationCopy(
            @NotNull @Size(max = 260) String copyOf,

            @NotNull @Pattern(
                    regexp = NAME,
                    message = "begins with a small letter and has small letters, digits and '-', at most 63")
            String name) {}

    record RegistrationBinding(
            @NotNull @Size(max = 200) String name,
            DefaultBinding.@NotNull From from,
            @NotNull @Size(max = 20_000) String value) {
        DefaultBinding binding() {
            return new DefaultBinding(name, from, value);
        }
    }

    /**
     * The settings of a registration, all of them.
     *
     * @param target the entity whose records the service works on; none for the service's own
     */
    record RegistrationSettings(
            @Nullable @Size(max = 260) String target,
            @NotNull @Size(max = 200) List<@NotNull @Valid RegistrationBinding> bindings) {
        RegistrationDraft draft() {
            return new RegistrationDraft(
                    target, bindings.stream().map(RegistrationBinding::binding).toList());
        }
    }

    /**
     * How a registration is disabled.
     *
     * @param force whether it is though workflows call it
     * @param confirmation what the list of those workflows gave to confirm it with
     */
    record Disabling(
            @Nullable Boolean force,
            @Nullable @Size(max = 100) String confirmation) {
        @Nullable String confirmed() {
            if (!Boolean.TRUE.equals(force)) {
                return null;
            }
            return confirmation == null ? "" : confirmation;
        }
    }

    /** Under which names the services of registered plugins can be called, and what that gives them. */
    @GetMapping
    @RequiresPermission("packages:read")
    Page<RegistrationView> list(
            PageQuery page,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String plugin,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(required = false) @Nullable RegistrationState state) {
        var to =
                new ServiceRegistrations.Narrowing(search, plugin, version, service, state == null ? "" : state.name());
        var rows = registrations.list(to, after(page), page.rows());
        return Page.of(shown(rows), page, view -> Cursor.of(view.id()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("packages:read")
    ResponseEntity<RegistrationView> get(@PathVariable String id) {
        return answer(edits.find(id));
    }

    /** The newest versions of workflows that call the service under this name, and what confirms to have seen them. */
    @GetMapping("/{id}/callers")
    @RequiresPermission("packages:read")
    RegistrationCallers.Callers callers(@PathVariable String id) {
        return callers.of(edits.find(id).key());
    }

    /** All of those workflow versions, the newest first. */
    @GetMapping("/{id}/callers/workflows")
    @RequiresPermission("packages:read")
    Page<CallingVersion> callingWorkflows(@PathVariable String id, PageQuery page) {
        var rows = callers.page(edits.find(id).key(), after(page), page.rows());
        return Page.of(rows, page, version -> Cursor.of(version.versionId()));
    }

    /** Registers a service under a further name. */
    @PostMapping
    @RequiresPermission("packages:manage")
    @Idempotent
    ResponseEntity<RegistrationView> copy(@Valid @RequestBody RegistrationCopy wanted, Caller caller) {
        var copied = edits.copy(wanted.copyOf(), wanted.name(), caller.subject());
        return ResponseEntity.created(URI.create(
                        "/platform/v1/service-registrations/" + copied.key().id()))
                .eTag(IfMatch.tag(copied.registration().revision()))
                .body(RegistrationView.from(copied));
    }

    /** Changes what a workflow that is deployed from now on gets; deployed versions stay as they are. */
    @PutMapping("/{id}")
    @RequiresPermission("packages:manage")
    ResponseEntity<RegistrationView> change(
            @PathVariable String id, IfMatch seen, @Valid @RequestBody RegistrationSettings wanted, Caller caller) {
        return answer(edits.change(id, seen, wanted.draft(), caller.subject()));
    }

    @PostMapping("/{id}/enable")
    @RequiresPermission("packages:manage")
    @Idempotent
    ResponseEntity<RegistrationView> enable(@PathVariable String id, Caller caller) {
        return answer(edits.enable(id, caller.subject()));
    }

    /** Lets nobody call the service under this name; refused while workflows do, unless that is forced. */
    @PostMapping("/{id}/disable")
    @RequiresPermission("packages:manage")
    @Idempotent
    ResponseEntity<RegistrationView> disable(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Disabling request, Caller caller) {
        var confirmed = request == null ? null : request.confirmed();
        return answer(edits.disable(id, confirmed, caller.subject()));
    }

    /** Takes a further name away from a service; it has to be disabled. */
    @DeleteMapping("/{id}")
    @RequiresPermission("packages:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, IfMatch seen, Caller caller) {
        edits.delete(id, seen, caller.subject());
    }

    private List<RegistrationView> shown(List<ServiceRegistration> rows) {
        var found = services.registered(
                rows.stream().map(row -> row.key().serviceId()).distinct().toList());
        return rows.stream()
                .flatMap(row -> Optional.ofNullable(found.get(row.key().serviceId()))
                        .map(service -> new RegisteredService(row, service))
                        .stream())
                .map(RegistrationView::from)
                .toList();
    }

    private static @Nullable String after(PageQuery page) {
        return page.after() == null ? null : page.after().text(0);
    }

    private static ResponseEntity<RegistrationView> answer(RegisteredService one) {
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(one.registration().revision()))
                .body(RegistrationView.from(one));
    }
}
