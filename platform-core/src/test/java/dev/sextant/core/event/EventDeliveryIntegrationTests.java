package dev.sextant.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.event.Event;
import dev.sextant.contract.event.EventBatch;
import dev.sextant.contract.event.EventReceipt;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.gateway.GatewayClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The feed and its deliveries, with plugins behind a real socket. */
@CoreIntegrationTest
class EventDeliveryIntegrationTests {
    private static final String PATH = "/listener/v1/events";

    @Autowired
    Events events;

    @Autowired
    EventSubscriptions subscriptions;

    @Autowired
    EventDelivery ofTheCore;

    @Autowired
    JsonMapper json;

    @Autowired
    ObjectProvider<dev.sextant.web.identity.ServiceIdentity> identity;

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile Function<EventBatch, EventReceipt> plugin = EventDeliveryIntegrationTests::all;
    private HttpServer gateway;
    private EventDelivery delivery;

    @BeforeEach
    void start() throws IOException {
        ofTheCore.stop();
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext(PATH, this::serve);
        gateway.start();
        delivery = delivery();
        delivery.start();
    }

    @AfterEach
    void stop() {
        delivery.stop();
        gateway.stop(0);
        subscriptions.withdraw("package-1");
        subscriptions.withdraw("package-2");
        ofTheCore.start();
    }

    @Test
    void tellsAPluginInOrderWhatItWantsFromItsInstallationOn() {
        append("run.changed", "before");
        subscribe("package-1", "run.changed", "node.*");

        append("run.changed", "a");
        append("output.appended", "b");
        append("node.changed", "c");
        for (int i = 0; i < 250; i++) {
            append("run.changed", "many-" + i);
        }

        await().until(() -> heard.size() == 252);
        assertThat(heard).startsWith("a", "c", "many-0").endsWith("many-249").doesNotHaveDuplicates();
    }

    @Test
    void bringsAgainWhatWasNotAcknowledgedAlsoAfterARestart() {
        subscribe("package-1", "run.changed");
        plugin = batch -> new EventReceipt(
                batch.events().size() > 1 ? batch.events().getFirst().id() : null, "No room");
        append("run.changed", "a");
        append("run.changed", "b");
        await().until(() -> heard.contains("b"));

        delivery.stop();
        plugin = EventDeliveryIntegrationTests::all;
        heard.clear();
        delivery = delivery();
        delivery.start();

        await().until(() -> heard.contains("b"));
        append("run.changed", "c");
        await().until(() -> heard.contains("c"));
        assertThat(heard.stream().distinct().filter(name -> !name.equals("a"))).containsExactly("b", "c");
    }

    @Test
    void goesOnWhereItWasAfterAnUpgradeAndForgetsADecommissionedPackage() {
        subscribe("package-1", "run.changed");
        append("run.changed", "a");
        await().until(() -> heard.contains("a"));

        delivery.stop();
        append("run.changed", "b");
        subscribe("package-2", "run.*");
        subscriptions.withdraw("package-1");
        delivery = delivery();
        delivery.start();
        await().until(() -> heard.contains("b"));

        subscriptions.withdraw("package-2");
        append("run.changed", "c");
        assertThat(subscriptions.due(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void letsNoOtherPluginWaitForOneThatIsAway() {
        subscriptions.publish("package-2", "absent", Map.of("/absent/v1/events", List.of("run.changed")));
        subscribe("package-1", "run.changed");

        append("run.changed", "a");

        await().until(() -> heard.contains("a"));
        await().until(() -> subscriptions.due(Long.MAX_VALUE).stream()
                .anyMatch(due -> due.plugin().equals("absent")
                        && Objects.requireNonNullElse(due.problem(), "").contains("404")));
    }

    private EventDelivery delivery() {
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
        return new EventDelivery(
                events, subscriptions, new EventCourier(new GatewayClient(address, identity, json), json));
    }

    private void subscribe(String packageId, String... types) {
        subscriptions.publish(packageId, "listener", Map.of(PATH, List.of(types)));
    }

    private void append(String type, String name) {
        events.append(NewEvent.of(type, "user:ann", Map.of("name", name)));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            EventBatch batch = json.readValue(exchange.getRequestBody().readAllBytes(), EventBatch.class);
            batch.events().stream().map(EventDeliveryIntegrationTests::name).forEach(heard::add);
            byte[] answer = json.writeValueAsBytes(plugin.apply(batch));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static EventReceipt all(EventBatch batch) {
        return EventReceipt.all(batch.events().getLast().id());
    }

    private static String name(Event event) {
        return String.valueOf(event.data().get("name"));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
