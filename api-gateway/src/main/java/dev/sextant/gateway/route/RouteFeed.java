package dev.sextant.gateway.route;

import dev.sextant.gateway.GatewaySettings;
import dev.sextant.gateway.PluginNames;
import dev.sextant.web.identity.ServiceIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Follows the core's list of plugin routes; while the core is away, the last known routes stay. */
@Component
class RouteFeed implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RouteFeed.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    /** A stream that is silent for so long is opened anew, in case the connection died without a word. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final int LONGEST_LIST = 4 * 1024 * 1024;

    private final RouteTable table;
    private final PluginAddresses addresses;
    private final ServiceIdentity identity;
    private final WebClient client;
    private final JsonMapper json;
    private final URI uri;
    private volatile @Nullable Disposable following;
    private volatile @Nullable String lastTold;

    record RouteItem(String plugin, String instanceId, String address) {}

    record RouteList(List<RouteItem> items) {}

    RouteFeed(
            RouteTable table,
            PluginAddresses addresses,
            ServiceIdentity identity,
            JsonMapper json,
            GatewaySettings settings) {
        this.table = table;
        this.addresses = addresses;
        this.identity = identity;
        this.client = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_LIST))
                .build();
        this.json = json;
        this.uri = settings.coreUrl().resolve("/platform/v1/routes");
    }

    @Override
    public void start() {
        following = Flux.defer(this::follow)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(signal -> tell(reason(signal.failure()))))
                .subscribe();
    }

    /** Says the same trouble only once, not with every attempt. */
    private void tell(String reason) {
        if (reason.equals(lastTold)) {
            log.debug("Plugin routes are still not followed: {}", reason);
        } else {
            log.warn("Plugin routes are not followed, the last known stay: {}", reason);
        }
        lastTold = reason;
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private Flux<RouteList> follow() {
        return token().flatMapMany(token -> client.get()
                        .uri(uri)
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchangeToFlux(response -> read(response, token)))
                .doOnNext(this::apply)
                .concatWith(Flux.error(() -> new IllegalStateException("the core ended the stream")));
    }

    /** The whole list is fetched once the stream is open, so that no change falls between the two. */
    private Flux<RouteList> read(ClientResponse stream, String token) {
        if (!stream.statusCode().is2xxSuccessful()) {
            if (stream.statusCode().value() == 401) {
                identity.forget();
            }
            return stream.releaseBody()
                    .thenMany(Flux.error(() ->
                            new IllegalStateException("the core answered " + stream.statusCode() + " at " + uri)));
        }
        Flux<RouteList> changes = stream.bodyToFlux(RouteEvents.TYPE)
                .timeout(SILENCE)
                .filter(RouteEvents::isRoutes)
                .mapNotNull(event -> event.data())
                .map(data -> json.readValue(data, RouteList.class));
        return Flux.concat(whole(token), changes);
    }

    private Mono<RouteList> whole(String token) {
        return client.get()
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .accept(MediaType.APPLICATION_JSON)
                .retrieve()
                .bodyToMono(String.class)
                .timeout(Duration.ofSeconds(10))
                .map(body -> json.readValue(body, RouteList.class));
    }

    private Mono<String> token() {
        return Mono.fromCallable(identity::token).subscribeOn(Schedulers.boundedElastic());
    }

    private void apply(RouteList list) {
        if (lastTold != null) {
            log.info("Plugin routes are followed again");
            lastTold = null;
        }
        table.replace(list.items().stream()
                .filter(this::isAcceptable)
                .map(item -> new PluginInstance(item.plugin(), item.instanceId(), URI.create(item.address())))
                .toList());
    }

    private boolean isAcceptable(RouteItem item) {
        if (!PluginNames.isPlugin(item.plugin())) {
            log.warn("No route to instance {}: \"{}\" is not a plugin's name", item.instanceId(), item.plugin());
            return false;
        }
        return addresses
                .objection(item.address())
                .map(objection -> {
                    log.warn("No route to instance {} at {}: {}", item.instanceId(), item.address(), objection);
                    return false;
                })
                .orElse(true);
    }

    @Override
    public void stop() {
        Disposable current = following;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        Disposable current = following;
        return current != null && !current.isDisposed();
    }
}
