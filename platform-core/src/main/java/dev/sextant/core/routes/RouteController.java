package dev.sextant.core.routes;

import dev.sextant.core.plugininstance.HealthyInstances.HealthyInstance;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/platform/v1/routes")
class RouteController {
    private final RouteFeed feed;

    RouteController(RouteFeed feed) {
        this.feed = feed;
    }

    /** Where each healthy plugin instance listens. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission("routes:read")
    Page<HealthyInstance> list() {
        return Page.whole(feed.current());
    }

    /** The full list now and after each change (event {@code routes}). */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("routes:read")
    SseEmitter follow() {
        return feed.follow();
    }
}
