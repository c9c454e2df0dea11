package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/plugin-upgrades")
class UpgradeController {
    private final UpgradeLifecycle lifecycle;
    private final PluginUpgrades upgrades;
    private final UpgradeChanges changes;

    UpgradeController(UpgradeLifecycle lifecycle, PluginUpgrades upgrades, UpgradeChanges changes) {
        this.lifecycle = lifecycle;
        this.upgrades = upgrades;
        this.changes = changes;
    }

    /** Puts a package's version in the place of the plugin's other instances; its state tells how that goes. */
    @PostMapping
    @RequiresPermission("instances:manage")
    @Idempotent
    ResponseEntity<PluginUpgradeView> begin(@RequestBody UpgradeRequest request, Caller caller) {
        var to = request.toPackageId();
        if (to == null || to.isBlank()) {
            throw new ProblemException(
                    InstanceError.UPGRADE_INVALID, "toPackageId is missing: the registered package to upgrade to");
        }
        return accepted(lifecycle.begin(to, caller.subject()));
    }

    /** Upgrades, the newest first. */
    @GetMapping
    @RequiresPermission("instances:read")
    Page<PluginUpgradeView> list(PageQuery page, @RequestParam(required = false) @Nullable String plugin) {
        var after = page.after() == null ? null : page.after().text(0);
        var rows = upgrades.page(plugin, after, Limit.of(page.rows()));
        return Page.of(rows, page, row -> Cursor.of(row.id())).map(this::view);
    }

    @GetMapping("/{id}")
    @RequiresPermission("instances:read")
    PluginUpgradeView get(@PathVariable String id) {
        return view(lifecycle.find(id));
    }

    /** Takes an upgrade back, as long as its new instances are not called yet. */
    @PostMapping("/{id}/abort")
    @RequiresPermission("instances:manage")
    @Idempotent
    ResponseEntity<PluginUpgradeView> abort(@PathVariable String id, Caller caller) {
        return accepted(lifecycle.abort(id, caller.subject()));
    }

    private ResponseEntity<PluginUpgradeView> accepted(PluginUpgrade upgrade) {
        return ResponseEntity.accepted()
                .location(URI.create("/platform/v1/plugin-upgrades/" + upgrade.id()))
                .body(view(upgrade));
    }

    private PluginUpgradeView view(PluginUpgrade upgrade) {
        return PluginUpgradeView.of(
                upgrade, changes.of(upgrade, UpgradeRole.NEW), changes.of(upgrade, UpgradeRole.OLD, UpgradeRole.IDLE));
    }

    /** The package whose version is to run. */
    record UpgradeRequest(@Nullable String toPackageId) {}
}
