package dev.sextant.core.plugininstance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Asks an instance over its network whether it is well. */
@Component
class HealthCheck {
    private static final int WELL = 200;

    private final Duration timeout;
    private final HttpClient client;

    HealthCheck(RuntimeSettings settings) {
        this.timeout = settings.healthTimeout();
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What is wrong, in a few words; empty when nothing is. */
    String fault(URI address, dev.sextant.contract.manifest.HealthCheck wanted) {
        return switch (wanted) {
            case dev.sextant.contract.manifest.HealthCheck.Http http -> fault(address, http.path());
            case dev.sextant.contract.manifest.HealthCheck.Tcp tcp -> unreachable(address);
            case dev.sextant.contract.manifest.HealthCheck.None none -> "";
        };
    }

    private String unreachable(URI address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) timeout.toMillis());
            return "";
        } catch (IOException away) {
            return "port %d does not accept connections: %s".formatted(address.getPort(), away.getMessage());
        }
    }

    private String fault(URI address, String path) {
        try {
            var request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(timeout)
                    .build();
            var status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == WELL ? "" : "%s answers %d".formatted(path, status);
        } catch (IOException away) {
            var reason = away.getMessage() == null ? away.getClass().getSimpleName() : away.getMessage();
            return "%s does not answer: %s".formatted(path, reason);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
