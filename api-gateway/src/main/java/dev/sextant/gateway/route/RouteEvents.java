package dev.sextant.gateway.route;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;

/** The events of the core's route stream. */
final class RouteEvents {
    static final ParameterizedTypeReference<ServerSentEvent<String>> TYPE = new ParameterizedTypeReference<>() {};

    private RouteEvents() {}

    /** Heartbeats and events that are not known yet are passed over. */
    static boolean isRoutes(ServerSentEvent<String> event) {
        return "routes".equals(event.event()) && event.data() != null;
    }
}
