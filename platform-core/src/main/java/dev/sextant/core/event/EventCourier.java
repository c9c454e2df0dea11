package dev.sextant.core.event;

import dev.sextant.contract.event.EventBatch;
import dev.sextant.contract.event.EventReceipt;
import dev.sextant.core.gateway.GatewayClient;
import dev.sextant.web.identity.IdentityUnavailableException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings events to a plugin, through the gateway. */
@Component
class EventCourier {
    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int WELL = 200;

    private final GatewayClient gateway;
    private final JsonMapper json;

    EventCourier(GatewayClient gateway, JsonMapper json) {
        this.gateway = gateway;
        this.json = json;
    }

    /** What the plugin took; nothing, and why, where it gave no such answer. */
    EventReceipt bring(Subscription subscription, EventBatch batch) throws InterruptedException {
        try {
            return receipt(subscription, gateway.send(gateway.post(subscription.path(), batch), LIMIT));
        } catch (IOException lost) {
            return refused(subscription.plugin() + " does not answer: " + lost);
        } catch (IdentityUnavailableException unknown) {
            return refused("The platform has no token of its own now");
        }
    }

    private EventReceipt receipt(Subscription subscription, HttpResponse<String> response) {
        if (response.statusCode() != WELL) {
            return refused(subscription.plugin() + " answered " + response.statusCode() + " to events");
        }
        try {
            EventReceipt receipt = json.readValue(response.body(), EventReceipt.class);
            return receipt == null ? unreadable(subscription) : receipt;
        } catch (JacksonException malformed) {
            return unreadable(subscription);
        }
    }

    private static EventReceipt unreadable(Subscription subscription) {
        return refused(subscription.plugin() + " answered something that is no receipt");
    }

    private static EventReceipt refused(String why) {
        return new EventReceipt(null, why);
    }
}
