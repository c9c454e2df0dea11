package dev.sextant.gateway.route;

import dev.sextant.gateway.GatewaySettings;
import dev.sextant.gateway.PluginNames;
import dev.sextant.gateway.pages.PageFiles;
import java.net.URI;
import java.util.function.Predicate;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;

/** The routes: auth-server, core, plugins' pages that the core keeps, and the plugin that the first segment names. */
@Configuration(proxyBeanMethods = false)
class Routing {
    /** Behind the gateway's own filter of this order, whose choice of address ours replaces. */
    private static final int ORDER = RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    /** A route must have some address; the filter puts in the instance's. */
    private static final URI CHOSEN_LATER = URI.create("http://127.0.0.1:1");

    @Bean
    RouteLocator routes(RouteLocatorBuilder builder, GatewaySettings settings, PluginFilter plugins) {
        GatewayFilter auth = ordered(new PlatformFilter("auth-server", settings.authUrl(), ResponseHeaders::secure));
        GatewayFilter core = ordered(new PlatformFilter("platform-core", settings.coreUrl(), ResponseHeaders::secure));
        GatewayFilter pages = ordered(new PlatformFilter("platform-core", settings.coreUrl(), PageFiles::confine));
        GatewayFilter plugin = ordered(plugins);
        return builder.routes()
                .route(
                        "auth-server",
                        route -> route.predicate(first("auth"::equals))
                                .filters(filters -> filters.filter(auth))
                                .uri(settings.authUrl()))
                .route(
                        "pages",
                        route -> route.predicate(exchange -> PageFiles.isFile(
                                        exchange.getRequest().getURI().getRawPath()))
                                .filters(filters -> filters.filter(pages))
                                .uri(settings.coreUrl()))
                .route(
                        "platform-core",
                        route -> route.predicate(first("platform"::equals))
                                .filters(filters -> filters.filter(core))
                                .uri(settings.coreUrl()))
                .route(
                        "plugin",
                        route -> route.predicate(first(PluginNames::isPlugin))
                                .filters(filters -> filters.filter(plugin))
                                .uri(CHOSEN_LATER))
                .build();
    }

    private static Predicate<ServerWebExchange> first(Predicate<String> matches) {
        return exchange -> matches.test(
                PluginNames.firstSegment(exchange.getRequest().getURI().getRawPath()));
    }

    private static GatewayFilter ordered(GatewayFilter filter) {
        return new OrderedGatewayFilter(filter, ORDER);
    }

    /**
     * A request is never sent a second time by the HTTP client itself: only {@link PluginFilter} knows which may be.
     * The time-out counts from the end of the request and between the parts of the answer.
     */
    @Bean
    HttpClientCustomizer downstream(GatewaySettings settings) {
        return client -> client.disableRetry(true).responseTimeout(settings.responseTimeout());
    }
}
