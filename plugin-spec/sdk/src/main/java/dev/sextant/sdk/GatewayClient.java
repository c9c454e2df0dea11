package dev.sextant.sdk;

import org.springframework.web.client.RestClient;

/** The way to the core and to other plugins: through the gateway, with the plugin's own token. */
public final class GatewayClient {

    private final RestClient client;

    GatewayClient(RestClient client) {
        this.client = client;
    }

    /** A client whose paths begin at the gateway, for example {@code /inventory/v1/credentials/reveal}. */
    public RestClient rest() {
        return client;
    }
}
