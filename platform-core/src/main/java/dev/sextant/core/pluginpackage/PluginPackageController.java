package dev.sextant.core.pluginpackage;

import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    private final PackageUse use;

    PluginPackageController(PackageUpload upload, PackageLifecycle lifecycle, PluginPackages packages, PackageUse use) {
        this.upload = upload;
        this.lifecycle = lifecycle;
        this.packages = packages;
        this.use = use;
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
        var counts = use.of(rows.stream().map(PluginPackage::id).toList());
        return Page.of(rows, page, row -> Cursor.of(row.id()))
                .map(row -> PluginPackageView.from(row, counts.getOrDefault(row.id(), PackageUse.Count.NONE)));
    }

    @GetMapping("/{id}")
    @RequiresPermission("packages:read")
    PluginPackageView get(@PathVariable String id) {
        return view(packages.findById(id).orElseThrow(() -> PackageLifecycle.notFound(id)));
    }

    /** Enters the package's services and entities in the catalogue. */
    @PostMapping("/{id}/register")
    @RequiresPermission("packages:manage")
    @Idempotent
    PluginPackageView register(@PathVariable String id, Caller caller) {
        return view(lifecycle.register(id, caller.subject()));
    }

    /** Takes the package's services and entities out of the catalogue; refused while it has instances. */
    @PostMapping("/{id}/decommission")
    @RequiresPermission("packages:manage")
    @Idempotent
    PluginPackageView decommission(@PathVariable String id, Caller caller) {
        return view(lifecycle.decommission(id, caller.subject()));
    }

    @DeleteMapping("/{id}")
    @RequiresPermission("packages:manage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        lifecycle.delete(id, caller.subject());
    }

    private PluginPackageView view(PluginPackage subject) {
        var counts = use.of(List.of(subject.id()));
        return PluginPackageView.from(subject, counts.getOrDefault(subject.id(), PackageUse.Count.NONE));
    }
}
