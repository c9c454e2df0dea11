package dev.sextant.core.gateway;

import dev.sextant.web.identity.IdentityUnavailableException;
import dev.sextant.web.identity.ServiceIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests to plugins through the gateway; what a plugin answers is bounded in size and in time. */
@Component
public class GatewayClient {
    /** The most bytes of an answer; a longer one fails the call. */
    public static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int UNAUTHORIZED = 401;

    private final URI gateway;
    private final ObjectProvider<ServiceIdentity> identity;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public GatewayClient(
            @Value("${sextant.gateway-url}") URI gateway, ObjectProvider<ServiceIdentity> identity, JsonMapper json) {
        this.gateway = gateway;
        this.identity = identity;
        this.json = json;
    }

    /** Where the gateway is. */
    public URI gateway() {
        return gateway;
    }

    /**
     * A request for JSON that carries the platform's token.
     *
     * @throws IdentityUnavailableException when the platform has no token now
     */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json");
        identity.ifAvailable(mine -> request.header("Authorization", "Bearer " + mine.token()));
        return request;
    }

    /** A request of any method without a body; otherwise like {@link #request}. */
    public HttpRequest.Builder bare(String method, String path) {
        return request(path).method(method, BodyPublishers.noBody());
    }

    /** A request of any method with a value as JSON; otherwise like {@link #request}. */
    public HttpRequest.Builder call(String method, String path, Object body) {
        return request(path).method(method, BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    }

    /** A POST of a value as JSON; otherwise like {@link #request}. */
    public HttpRequest.Builder post(String path, Object body) {
        return request(path).POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)));
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @param limit for all of it, the answer's last byte included
     * @throws HttpTimeoutException when the limit is over
     * @throws IOException when the connection fails, or the answer is longer than {@link #MOST_BYTES}
     */
    public HttpResponse<String> send(HttpRequest.Builder request, Duration limit)
            throws IOException, InterruptedException {
        var answer = http.sendAsync(
                request.timeout(limit).build(), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
        try {
            HttpResponse<String> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() == UNAUTHORIZED) {
                identity.ifAvailable(ServiceIdentity::forget);
            }
            return response;
        } catch (TimeoutException dripping) {
            throw new HttpTimeoutException("no whole answer within " + limit);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException lost ? lost : new IOException(failed.getCause());
        } finally {
            end(answer);
        }
    }

    /** Closes the connection of an answer that nobody waits for any more. */
    private static void end(CompletableFuture<?> answer) {
        if (!answer.isDone()) {
            answer.cancel(true);
        }
    }
}
