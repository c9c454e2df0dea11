package dev.sextant.core.resource;

import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ResourceHostController {
    private final ResourceHosts hosts;

    ResourceHostController(ResourceHosts hosts) {
        this.hosts = hosts;
    }

    /** The machines on which plugin instances run. */
    @GetMapping("/platform/v1/resource-hosts")
    @RequiresPermission("instances:read")
    Page<ResourceHost> list() {
        return Page.whole(hosts.all());
    }
}
