package dev.sextant.core.pluginpackage;

import dev.sextant.core.workflow.CallingVersion;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/plugin-packages/{id}")
class PackageReviewController {
    private final PackageReviews reviews;
    private final PackageDependents dependents;
    private final PluginPackages packages;

    PackageReviewController(PackageReviews reviews, PackageDependents dependents, PluginPackages packages) {
        this.reviews = reviews;
        this.dependents = dependents;
        this.packages = packages;
    }

    /** What somebody should know before registering the package. */
    @GetMapping("/review")
    @RequiresPermission("packages:read")
    PackageReview review(@PathVariable String id) {
        return reviews.of(id);
    }

    /** The deployed workflow versions that use what the package removes or changes incompatibly, the newest first. */
    @GetMapping("/review/workflows")
    @RequiresPermission("packages:read")
    Page<CallingVersion> broken(@PathVariable String id, PageQuery page) {
        return Page.of(reviews.broken(id, after(page), page.rows()), page, version -> Cursor.of(version.versionId()));
    }

    /** Who would feel it if the package were decommissioned. */
    @GetMapping("/dependents")
    @RequiresPermission("packages:read")
    PackageDependents.Dependents dependents(@PathVariable String id) {
        return dependents.of(find(id));
    }

    /** The newest versions of workflows that call the package's services, the newest first. */
    @GetMapping("/dependents/workflows")
    @RequiresPermission("packages:read")
    Page<CallingVersion> callers(@PathVariable String id, PageQuery page) {
        return Page.of(
                dependents.workflows(find(id), after(page), page.rows()),
                page,
                version -> Cursor.of(version.versionId()));
    }

    private PluginPackage find(String id) {
        return packages.findById(id).orElseThrow(() -> PackageLifecycle.notFound(id));
    }

    private static @Nullable String after(PageQuery page) {
        return page.after() == null ? null : page.after().text(0);
    }
}
