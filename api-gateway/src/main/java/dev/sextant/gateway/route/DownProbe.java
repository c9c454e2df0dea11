package dev.sextant.gateway.route;

import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.tcp.TcpClient;

/** Tries an instance that is out of the pool until it takes connections again or the core has taken it off the list. */
@Component
class DownProbe {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final RouteTable table;

    DownProbe(RouteTable table) {
        this.table = table;
    }

    void putOut(PluginInstance instance) {
        if (table.putOut(instance)) {
            Mono.delay(PAUSE)
                    .flatMap(tick -> connects(instance.address()))
                    .doOnNext(connected -> table.putBack(instance))
                    .onErrorComplete()
                    .repeat(() -> table.isOut(instance))
                    .subscribe();
        }
    }

    private static Mono<Boolean> connects(URI address) {
        return TcpClient.newConnection()
                .host(address.getHost().replaceAll("[\\[\\]]", ""))
                .port(address.getPort())
                .connect()
                .timeout(Duration.ofSeconds(2))
                .doOnNext(connection -> connection.dispose())
                .thenReturn(true);
    }
}
