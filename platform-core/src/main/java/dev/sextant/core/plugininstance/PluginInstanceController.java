package dev.sextant.core.plugininstance;

import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
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
@RequestMapping("/platform/v1")
class PluginInstanceController {
    private final InstanceLifecycle lifecycle;
    private final PluginInstances instances;
    private final InstanceUsage usage;
    private final PluginInstanceView.Maker views;

    PluginInstanceController(
            InstanceLifecycle lifecycle,
            PluginInstances instances,
            InstanceUsage usage,
            PluginInstanceView.Maker views) {
        this.lifecycle = lifecycle;
        this.instances = instances;
        this.usage = usage;
        this.views = views;
    }

    /** Launches an instance of a registered package; its state tells how that goes. */
    @PostMapping("/plugin-packages/{packageId}/instances")
    @RequiresPermission("instances:manage")
    @Idempotent
    ResponseEntity<PluginInstanceView> launch(
            @PathVariable String packageId,
            @RequestBody(required = false) @Nullable LaunchRequest request,
            Caller caller) {
        return accepted(lifecycle.launch(packageId, request == null ? null : request.hostId(), caller.subject()));
    }

    /** Launches or removes as many instances of a package as are missing or too many. */
    @PutMapping("/plugin-packages/{packageId}/scale")
    @RequiresPermission("instances:manage")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Page<PluginInstanceView> scale(@PathVariable String packageId, @RequestBody ScaleRequest request, Caller caller) {
        var wanted = request.instances() == null ? -1 : request.instances();
        return Page.whole(lifecycle.scale(packageId, wanted, caller.subject()).stream()
                .map(views::view)
                .toList());
    }

    /** Instances, the newest first. */
    @GetMapping("/plugin-instances")
    @RequiresPermission("instances:read")
    Page<PluginInstanceView> list(
            PageQuery page,
            @RequestParam(required = false) @Nullable String packageId,
            @RequestParam(required = false) @Nullable String plugin) {
        var after = page.after() == null ? null : page.after().text(0);
        var rows = instances.page(packageId, plugin, after, Limit.of(page.rows()));
        rows.forEach(usage::refresh);
        return Page.of(rows, page, row -> Cursor.of(row.id())).map(views::view);
    }

    @GetMapping("/plugin-instances/{id}")
    @RequiresPermission("instances:read")
    PluginInstanceView get(@PathVariable String id) {
        return views.view(lifecycle.find(id));
    }

    @PostMapping("/plugin-instances/{id}/stop")
    @RequiresPermission("instances:manage")
    @Idempotent
    ResponseEntity<PluginInstanceView> stop(@PathVariable String id, Caller caller) {
        return accepted(lifecycle.stop(id, caller.subject()));
    }

    @PostMapping("/plugin-instances/{id}/start")
    @RequiresPermission("instances:manage")
    @Idempotent
    ResponseEntity<PluginInstanceView> start(@PathVariable String id, Caller caller) {
        return accepted(lifecycle.start(id, caller.subject()));
    }

    /** Stops the instance and takes away all that belongs to it; the plugin's data stays. */
    @DeleteMapping("/plugin-instances/{id}")
    @RequiresPermission("instances:manage")
    @ResponseStatus(HttpStatus.ACCEPTED)
    PluginInstanceView remove(@PathVariable String id, Caller caller) {
        return views.view(lifecycle.remove(id, caller.subject()));
    }

    private ResponseEntity<PluginInstanceView> accepted(PluginInstance instance) {
        return ResponseEntity.accepted()
                .location(URI.create("/platform/v1/plugin-instances/" + instance.id()))
                .body(views.view(instance));
    }

    /** Where to launch; left out, the host with the most room is chosen. */
    record LaunchRequest(@Nullable String hostId) {}

    /** How many instances there are to be. */
    record ScaleRequest(@Nullable Integer instances) {}
}
