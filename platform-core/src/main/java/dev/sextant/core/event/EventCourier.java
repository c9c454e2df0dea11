package dev.sextant.core.event;

import dev.sextant.contract.event.EventBatch;
import dev.sextant.contract.event.EventReceipt;
import dev.sextant.web.identity.IdentityUnavailableException;
import dev.sextant.web.identity.ServiceIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings events to a plugin, through the gateway. */
@Component
class EventCourier {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int UNAUTHORIZED = 401;
    private static final int WELL = 200;

    private final URI gateway;
    private final ObjectProvider<ServiceIdentity> identity;
    private final JsonMapper json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    EventCourier(
            @Value("${sextant.gateway-url}") URI gateway, ObjectProvider<ServiceIdentity> identity, JsonMapper json) {
        this.gateway = gateway;
        this.identity = identity;
        this.json = json;
    }

    /** What the plugin took; nothing, and why, where it gave no such answer. */
    EventReceipt bring(Subscription subscription, EventBatch batch) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(gateway.resolve(subscription.path()))
                    .timeout(LIMIT)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(batch)));
            identity.ifAvailable(mine -> request.header("Authorization", "Bearer " + mine.token()));
            return receipt(subscription, http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException lost) {
            return refused(subscription.plugin() + " does not answer: " + lost);
        } catch (IdentityUnavailableException unknown) {
            return refused("The platform has no token of its own now");
        }
    }

    private EventReceipt receipt(Subscription subscription, HttpResponse<String> response) {
        if (response.statusCode() == UNAUTHORIZED) {
            identity.ifAvailable(ServiceIdentity::forget);
        }
        if (response.statusCode() != WELL) {
            return refused(subscription.plugin() + " answered " + response.statusCode() + " to events");
        }
        try {
            return json.readValue(response.body(), EventReceipt.class);
        } catch (JacksonException malformed) {
            return refused(subscription.plugin() + " answered something that is no receipt");
        }
    }

    private static EventReceipt refused(String why) {
        return new EventReceipt(null, why);
    }
}
