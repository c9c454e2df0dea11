package dev.sextant.sdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The way to the core and to other plugins: through the gateway, with the plugin's own token. */
public final class GatewayClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final RestClient client;

    private GatewayClient(RestClient client) {
        this.client = client;
    }

    /** A client for the gateway at an address; the token is asked for with each request. */
    public static GatewayClient of(URI gateway, Supplier<String> token) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
        requests.setReadTimeout(READ_TIMEOUT);
        return new GatewayClient(RestClient.builder()
                .baseUrl(gateway)
                .requestFactory(requests)
                .requestInterceptor((request, body, execution) -> {
                    request.getHeaders().setBearerAuth(token.get());
                    return execution.execute(request, body);
                })
                .build());
    }

    /** A client whose paths begin at the gateway, for example {@code /inventory/v1/credentials/reveal}. */
    public RestClient rest() {
        return client;
    }
}
