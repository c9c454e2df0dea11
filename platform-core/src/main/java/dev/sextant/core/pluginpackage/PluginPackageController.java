package dev.sextant.core.pluginpackage;

import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/plugin-packages")
class PluginPackageController {
    private final PackageUpload upload;
    private final PackageLifecycle lifecycle;
    private final PluginPackages packages;
    private final PackageViews views;

    PluginPackageController(
            PackageUpload upload, PackageLifecycle lifecycle, PluginPackages packages, PackageViews views) {
        this.upload = upload;
        this.lifecycle = lifecycle;
        this.packages = packages;
        this.views = views;
    }

    /** Takes a package in: the archive is the body, as it is. */
    @PostMapping(consumes = "application/zip")
    @RequiresPermission("packages:manage")
    @Idempotent
    ResponseEntity<PluginPackageView> upload(@Parameter(hidden = true) HttpServletRequest request, Caller caller)
            throws IOException {
        var added = upload.receive(request.getInputStream(), request.getContentLengthLong(), caller.subject());
        return ResponseEntity.created(URI.create("/platform/v1/plugin-packages/" + added.id()))
                .body(view(added));
    }

    /** Packages, the newest first. */
    @GetMapping
    @RequiresPermission("packages:read")
    Page<PluginPackageView> list(
            PageQuery page,
            @RequestParam(defaultValue = "") String search,
            @RequestParam(required = false) @Nullable PackageState state) {
        var after = page.after() == null ? null : page.after().text(0);
        var rows = packages.page(search.toLowerCase(Locale.ROOT), state, after, Limit.of(page.rows()));
        var shown = views.of(rows);
        return Page.of(rows, page, row -> Cursor.of(row.id())).map(row -> Objects.requireNonNull(shown.get(row.id())));
    }

    @GetMapping("/{id}")
    @RequiresPermission("packages:read")
    PluginPackageView get(@PathVariable String id) {
        return view(packages.findById(id).orElseThrow(() -> PackageLifecycle.notFound(id)));
    }

    /**
     * What is accepted explicitly.
     *
     * @param acceptUnsigned that no trusted key has signed the package
     * @param acceptOlder that a higher version of the plugin was here before
     */
    record Registration(
            @Nullable Boolean acceptUnsigned, @Nullable Boolean acceptOlder) {
        PackageTrust.Acceptance accepted() {
            return new PackageTrust.Acceptance(Boolean.TRUE.equals(acceptUnsigned), Boolean.TRUE.equals(acceptOlder));
        }
    }

    /** Enters the package's services and entities in the catalogue. */
    @PostMapping("/{id}/register")
    @RequiresPermission("packages:manage")
    @Idempotent
    PluginPackageView register(
            @PathVariable String id, @RequestBody(required = false) @Nullable Registration request, Caller caller) {
        var accepted = request == null ? PackageTrust.Acceptance.NOTHING : request.accepted();
        var registered = lifecycle.register(id, accepted, caller.subject());
        return view(registered.subject()).telling(registered.misfits());
    }

    /**
     * How a package leaves.
     *
     * @param force whether it leaves though others depend on it
     * @param confirmation what the list of those others gave to confirm it with
     */
    record Decommissioning(
            @Nullable Boolean force,
            @Nullable @Size(max = 100) String confirmation) {
        @Nullable String confirmed() {
            if (!Boolean.TRUE.equals(force)) {
                return null;
            }
            return confirmation == null ? "" : confirmation;
        }
    }

    /** Takes the package's services and entities out of the catalogue; refused while others depend on it, unless that is forced. */
    @PostMapping("/{id}/decommission")
    @RequiresPermission("packages:manage")
    @Idempotent
    PluginPackageView decommission(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable Decommissioning request,
            Caller caller) {
        var confirmed = request == null ? null : request.confirmed();
        return view(lifecycle.decommission(id, confirmed, caller.subject()));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("packages:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        lifecycle.delete(id, caller.subject());
    }

    private PluginPackageView view(PluginPackage subject) {
        return views.of(subject);
    }
}
