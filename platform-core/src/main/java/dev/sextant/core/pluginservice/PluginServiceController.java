package dev.sextant.core.pluginservice;

import dev.sextant.web.page.Cursor;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.RequiresPermission;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PluginServiceController {
    private final PluginServices services;

    PluginServiceController(PluginServices services) {
        this.services = services;
    }

    /** What registered plugins can do. */
    @GetMapping("/platform/v1/plugin-services")
    @RequiresPermission("packages:read")
    Page<PluginServiceView> list(
            PageQuery page,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String plugin) {
        var after = page.after() == null ? null : page.after().text(0);
        return Page.of(services.list(search, plugin, after, page.rows()), page, service -> Cursor.of(service.id()))
                .map(PluginServiceView::from);
    }
}
