package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreClient;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TinyImage;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What tests of instances do again and again, over the API. */
final class InstanceSteps {
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CoreClient client;

    InstanceSteps(int port) {
        this.client = CoreClient.administrator(port);
    }

    CoreClient client() {
        return client;
    }

    /** A registered package of a plugin that is well. */
    String registered(String name, String version, String more) {
        return registered(name, version, more, TinyImage.healthy(name + ":" + version));
    }

    String registered(String name, String version, String more, TinyImage image) {
        var added = client.upload(PluginArchive.of(PluginArchive.manifest(name, version, more), image));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        var registered = client.register(added.text("id"));
        assertThat(registered.status()).as(registered.response().body()).isEqualTo(200);
        return added.text("id");
    }

    CoreClient.Answer launch(String packageId, String request) {
        return client.post("/platform/v1/plugin-packages/" + packageId + "/instances", request);
    }

    CoreClient.Answer scale(String packageId, int instances) {
        return put("/platform/v1/plugin-packages/" + packageId + "/scale", "{\"instances\": %d}".formatted(instances));
    }

    CoreClient.Answer put(String path, String json) {
        return client.send(
                client.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /** The instances of a plugin. */
    List<JsonNode> of(String plugin) {
        return items("/platform/v1/plugin-instances?limit=100&plugin=" + plugin);
    }

    JsonNode instance(String id) {
        return client.get("/platform/v1/plugin-instances/" + id).json();
    }

    JsonNode awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(instance(id).get("state").asString()).isEqualTo(state));
        return instance(id);
    }

    List<JsonNode> routes() {
        return items("/platform/v1/routes");
    }

    List<JsonNode> items(String path) {
        return client.get(path).json().get("items").valueStream().toList();
    }

    void removeAll() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var left = items("/platform/v1/plugin-instances?limit=100");
            left.forEach(one -> client.delete(
                    "/platform/v1/plugin-instances/" + one.get("id").asString()));
            assertThat(left).isEmpty();
        });
    }
}
