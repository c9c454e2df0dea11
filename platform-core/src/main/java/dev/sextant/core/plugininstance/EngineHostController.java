package dev.sextant.core.plugininstance;

import dev.sextant.core.resource.EngineHost;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/platform/v1/engine-hosts")
class EngineHostController {
    private final HostChanges changes;
    private final Engines engines;
    private final EngineHostView.Maker views;

    EngineHostController(HostChanges changes, Engines engines, EngineHostView.Maker views) {
        this.changes = changes;
        this.engines = engines;
        this.views = views;
    }

    /** The hosts on which instances run, what is reserved there, and whether they take more. */
    @GetMapping
    @RequiresPermission("instances:read")
    Page<EngineHostView> list() {
        return Page.whole(engines.hosts().stream().map(views::view).toList());
    }

    /** Says how much instances may reserve there, and how they are reached. */
    @PutMapping("/{id}/limits")
    @RequiresPermission("instances:manage")
    EngineHostView limit(@PathVariable String id, @RequestBody EngineHost.Limits limits, Caller caller) {
        return views.view(changes.limit(id, limits, caller.subject()));
    }
}
