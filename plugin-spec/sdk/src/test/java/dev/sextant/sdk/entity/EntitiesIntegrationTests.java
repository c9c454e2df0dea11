package dev.sextant.sdk.entity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.sdk.sample.Guests;
import dev.sextant.sdk.sample.RunningPlugin;
import dev.sextant.sdk.sample.TestCore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class EntitiesIntegrationTests {

    private static final String PATH = "/greeter/entities/guest/";
    private static final String ANN = "{\"name\":\"Ann\",\"kind\":\"PAYING\",\"password\":\"canary-2718\"}";

    @TempDir
    static Path folder;

    private static TestCore core;
    private static RunningPlugin plugin;

    @BeforeAll
    static void start() throws Exception {
        core = new TestCore();
        plugin = RunningPlugin.start(folder, core);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        core.close();
    }

    @Test
    void createsWithDefaultsAndNeverShowsASecret() throws Exception {
        JsonNode created = write("create", "[" + ANN + "]").body().path("data").get(0);

        assertThat(created.path("displayName").asString()).isEqualTo("Ann");
        assertThat(created.path("room").asInt()).isEqualTo(22);
        assertThat(created.path("tags")).isEmpty();
        assertThat(created.path("password").path("set").asBoolean()).isTrue();
        assertThat(query("{}").toString()).doesNotContain("canary");
        assertThat(plugin.get(Guests.class).passwords)
                .containsEntry(created.path("id").asString(), "canary-2718");
    }

    @Test
    void keepsASecretThatAnUpdateDoesNotName() throws Exception {
        String id = create();

        JsonNode changed = write("update", "[{\"id\":\"" + id + "\",\"room\":7}]")
                .body()
                .path("data")
                .get(0);

        assertThat(changed.path("room").asInt()).isEqualTo(7);
        assertThat(changed.path("name").asString()).isEqualTo("Ann");
        assertThat(plugin.get(Guests.class).passwords).containsEntry(id, "canary-2718");
        write("update", "[{\"id\":\"" + id + "\",\"password\":\"new\"}]");
        assertThat(plugin.get(Guests.class).passwords).containsEntry(id, "new");
    }

    @Test
    void acceptsARecordAsItWasRead() throws Exception {
        String id = create();
        String read = query("{}").path("data").get(0).toString();

        assertThat(write("update", "[" + read + "]").status()).isEqualTo(200);
        assertThat(plugin.get(Guests.class).passwords).containsEntry(id, "canary-2718");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            create | [{"kind":"PAYING","password":"x"}] | /0/name
            create | [{"name":"","kind":"PAYING","password":"x"}] | /0/name
            create | [{"name":"a","kind":"OTHER","password":"x"}] | /0/kind
            create | [{"name":"a","kind":"PAYING","password":"x","room":"seven"}] | /0/room
            create | [{"name":"a","kind":"PAYING","password":"x","tags":"t"}] | /0/tags
            create | [{"name":"a","kind":"PAYING","password":"x","tags":[1]}] | /0/tags
            create | [{"name":"a","kind":"PAYING","password":{"set":true}}] | /0/password
            create | [{"name":"a","kind":"PAYING","password":"x","extra":1}] | /0/extra
            update | [{"name":"a"}] | /0/id
            delete | [{}] | /0/id
            query | {"additionalFilters":[{"attrName":"nothing","op":"eq","condition":1}]} | /additionalFilters/0
            query | {"additionalFilters":[{"attrName":"password","op":"eq","condition":"x"}]} | /additionalFilters/0
            query | {"additionalFilters":[{"attrName":"name","op":"in","condition":"x"}]} | /additionalFilters/0
            query | {"limit":100000} | /limit
            """)
    void pointsAtWhatIsWrong(String action, String body, String pointer) throws Exception {
        var answer = plugin.send(PATH + action, body, action.equals("query") ? "greeter:read" : "greeter:manage");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void separatesReadingFromWriting() throws Exception {
        assertThat(plugin.send(PATH + "create", "[" + ANN + "]", "greeter:read").status())
                .isEqualTo(403);
        assertThat(plugin.send(PATH + "query", "{}", "greeter:manage").status()).isEqualTo(403);
        assertThat(plugin.send(PATH + "query", "{}", null).status()).isEqualTo(401);
        assertThat(plugin.send("/greeter/entities/nothing/query", "{}", "greeter:read")
                        .status())
                .isEqualTo(404);
        assertThat(write("update", "[{\"id\":\"nothing\"}]").status()).isEqualTo(404);
    }

    private static String create() throws Exception {
        query("{}")
                .path("data")
                .forEach(guest ->
                        plugin.get(Guests.class).delete(List.of(guest.path("id").asString())));
        return write("create", "[" + ANN + "]")
                .body()
                .path("data")
                .get(0)
                .path("id")
                .asString();
    }

    private static JsonNode query(String body) throws Exception {
        return plugin.send(PATH + "query", body, "greeter:read").body();
    }

    private static RunningPlugin.Answer write(String action, String body) throws Exception {
        return plugin.send(PATH + action, body, "greeter:manage");
    }
}
