package dev.sextant.inventory.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.inventory.Keys;
import dev.sextant.inventory.TestApplication;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The entity interface as the core and the portal use it. */
class EntityApiIntegrationTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String CANARY = "canary-77e0-password";

    @TempDir
    static Path folder;

    private static TestApplication inventory;

    private final TestTokens manager =
            TestIdentities.shared().user("ada", "inventory:*").audience("inventory");

    private record Answer(int status, JsonNode body, String text) {}

    @BeforeAll
    static void start() {
        inventory = TestApplication.start(TestApplication.withSealingKey(folder));
    }

    @AfterAll
    static void stop() {
        inventory.close();
    }

    @Test
    void createsQueriesUpdatesAndDeletes() {
        Answer created = post("create", List.of(host("api-1", "10.1.0.1")));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        String id = created.body().at("/data/0/id").asString();

        Answer found = post("query", Map.of("additionalFilters", List.of(filter("name", "eq", "api-1"))));
        assertThat(found.body().at("/data/0/displayName").asString()).isEqualTo("api-1");
        assertThat(found.body().at("/data/0/port").asInt()).isEqualTo(22);
        assertThat(found.body().at("/data/0/credential").toString()).isEqualTo("{\"set\":true}");
        assertThat(found.text()).doesNotContain(CANARY);

        Answer updated = post("update", List.of(Map.of("id", id, "description", "new")));
        assertThat(updated.status()).as(updated.text()).isEqualTo(200);
        assertThat(updated.body().at("/data/0/description").asString()).isEqualTo("new");
        assertThat(inventory
                        .bean(Credentials.class)
                        .reveal(List.of(id))
                        .getFirst()
                        .password())
                .isEqualTo(CANARY);

        assertThat(post("delete", List.of(Map.of("id", id))).status()).isEqualTo(200);
        assertThat(post("query", Map.of("additionalFilters", List.of(filter("id", "in", List.of(id)))))
                        .body()
                        .at("/data")
                        .size())
                .isZero();
    }

    @Test
    void refusesBadInputWithAPointerAndNoEffect() {
        Map<String, @Nullable Object> encrypted = host("api-2", "10.1.0.2");
        encrypted.put("authentication", "KEY");
        encrypted.put("credential", Keys.read("ed25519-encrypted.openssh"));
        assertRefused(422, "/1/credential", List.of(host("api-3", "10.1.0.3"), encrypted));
        assertRefused(422, "/0/port", List.of(with("port", 70_000)));
        assertRefused(422, "/0/address", List.of(with("address", "10.0.0.256")));
        assertRefused(422, "/0/hostKey", List.of(with("hostKey", "ssh-rsa nonsense")));
        assertRefused(422, "/0/authentication", List.of(with("authentication", "KERBEROS")));
        assertRefused(422, "/0/unknown", List.of(with("unknown", "x")));
        assertRefused(422, "/0/credential", List.of(with("credential", null)));

        assertThat(post("query", Map.of("search", "api-")).body().at("/data").size())
                .isZero();
    }

    @Test
    void saysWhichHostIsThereAlready() {
        assertThat(post("create", List.of(host("taken", "10.2.0.1"))).status()).isEqualTo(200);

        assertRefused(409, "/0/name", List.of(host("taken", "10.2.0.2")));
        assertRefused(409, "/0/address", List.of(host("other", "10.2.0.1")));
    }

    @Test
    void refusesWhoMayNot() {
        TestIdentities identities = TestIdentities.shared();
        List<Map<String, @Nullable Object>> body = List.of(host("api-9", "10.1.0.9"));
        TestTokens reader = identities.user("eve", "inventory:read").audience("inventory");

        assertThat(post("create", body, reader.bearer()).status()).isEqualTo(403);
        assertThat(post("query", Map.of(), reader.bearer()).status()).isEqualTo(200);
        assertThat(post("create", body, null).status()).isEqualTo(401);
        assertThat(post("query", Map.of(), null).status()).isEqualTo(401);
        assertThat(post("query", Map.of(), identities.administrator().bearer()).status())
                .as("a token for the platform's door")
                .isEqualTo(401);
    }

    @Test
    void isHealthyAtThePathThatTheManifestSays() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + inventory.port() + "/health"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private void assertRefused(int status, String pointer, List<Map<String, @Nullable Object>> hosts) {
        Answer answer = post("create", hosts);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().at("/errors/0/pointer").asString())
                .as(answer.text())
                .isEqualTo(pointer);
        assertThat(answer.text()).doesNotContain(CANARY).doesNotContain("BEGIN OPENSSH");
    }

    private static Map<String, @Nullable Object> with(String attribute, @Nullable Object value) {
        Map<String, @Nullable Object> host = new HashMap<>(host("api-bad", "10.1.0.7"));
        host.put(attribute, value);
        return host;
    }

    private static Map<String, @Nullable Object> host(String name, String address) {
        return new HashMap<>(Map.of(
                "name",
                name,
                "address",
                address,
                "user",
                "root",
                "authentication",
                "PASSWORD",
                "credential",
                CANARY,
                "hostKey",
                Keys.read("ed25519.openssh.pub").strip()));
    }

    private static Map<String, @Nullable Object> filter(String attribute, String op, Object condition) {
        return Map.of("attrName", attribute, "op", op, "condition", condition);
    }

    private Answer post(String action, Object body) {
        return post(action, body, manager.bearer());
    }

    private Answer post(String action, Object body, @Nullable String authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + inventory.port() + "/inventory/entities/host/" + action))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()), answer.body());
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
