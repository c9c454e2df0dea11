package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.TestDatabase;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.S3Server;
import dev.sextant.testsupport.TinyImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("any-database")
@CoreIntegrationTest
class InstanceResourcesIntegrationTests {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "canary-Of-The-Database-Admin";

    @Autowired
    Installation installation;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @AfterEach
    void removeAll() throws SQLException, IOException {
        for (var instance : items("/platform/v1/plugin-instances")) {
            client.delete("/platform/v1/plugin-instances/" + instance.get("id").asString());
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(items("/platform/v1/plugin-instances")).isEmpty());
        removeBuckets();
        for (var name : new String[] {"librarian", "mallory"}) {
            TestDatabase.run("drop schema if exists " + name);
            TestDatabase.run("drop user if exists " + name);
        }
        database.sql("delete from resource_item").update();
        database.sql("delete from resource_host where kind = 'DATABASE'").update();
        DockerEngine.removeAll("sextant.installation=" + installation.id());
    }

    @Test
    void givesEachPluginItsOwnDatabaseAndNobodyElses() throws SQLException {
        enterHost();
        var librarian = containerOf(launched("librarian", "create table book (title varchar(20));"));
        var mallory = containerOf(launched("mallory", "create table loot (x int);"));

        var access = accessIn(librarian);
        var path = "nc -w 2 %s %d </dev/null | /bin/busybox tr -cd a-zA-Z0-9"
                .formatted(access.get("host").asString(), access.get("port").asInt());
        assertThat(DockerEngine.docker("exec", librarian, "/bin/sh", "-c", path))
                .contains("MariaDB");
        // Another plugin reaches neither the way nor the server, and its own user sees no other schema.
        assertThat(DockerEngine.docker("exec", mallory, "/bin/sh", "-c", path)).doesNotContain("MariaDB");
        assertThat(accessIn(mallory).get("user").asString()).isEqualTo("mallory");
        assertThat(DockerEngine.inspect(librarian).toString())
                .doesNotContain(access.get("password").asString());
        assertThat(TestDatabase.texts("show tables from librarian")).containsExactly("book");
        assertThat(TestDatabase.texts("show tables from mallory")).containsExactly("loot");
    }

    @Test
    void refusesAPluginWithScriptsWhereNoHostTakesADatabase() {
        var refused = client.post(
                "/platform/v1/plugin-packages/" + registered("librarian", "select 1;") + "/instances", "{}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("HOST_MISSING");
        assertThat(items("/platform/v1/plugin-instances")).isEmpty();
    }

    @Test
    void tellsOnTheInstanceWhichStatementFailed() throws SQLException {
        enterHost();
        var id = client.post(
                        "/platform/v1/plugin-packages/" + registered("librarian", "create table a (x int);\nfails;")
                                + "/instances",
                        "{}")
                .text("id");

        var instance = await().atMost(PATIENCE)
                .until(
                        () -> client.get("/platform/v1/plugin-instances/" + id).json(),
                        seen -> seen.get("state").asString().equals("FAILED"));

        assertThat(instance.at("/problem/code").asString()).isEqualTo("SCRIPT_FAILED");
        assertThat(instance.at("/problem/detail").asString()).contains("init.sql, statement 2, line 2");
        assertThat(TestDatabase.texts("show databases")).doesNotContain("librarian");
    }

    @Test
    void givesEachPluginItsOwnBucketFilledAndNobodyElses() {
        S3Server.shared().writePluginBuckets(readyBuckets());
        var librarian = containerOf(launchedWithBucket("librarian"));
        var mallory = containerOf(launchedWithBucket("mallory"));

        var access = bucketIn(librarian);
        var path = "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 2 %s | /bin/busybox tr -cd a-zA-Z0-9"
                .formatted(
                        access.get("endpoint").asString().replace("http://", "").replace(':', ' '));
        assertThat(DockerEngine.docker("exec", librarian, "/bin/sh", "-c", path))
                .contains("AccessDenied");
        assertThat(DockerEngine.docker("exec", mallory, "/bin/sh", "-c", path)).doesNotContain("AccessDenied");
        assertThat(bucketIn(mallory).get("bucket")).isNotEqualTo(access.get("bucket"));
        assertThat(bucketIn(mallory).get("accessKey")).isNotEqualTo(access.get("accessKey"));
        assertThat(DockerEngine.inspect(librarian).toString())
                .doesNotContain(access.get("secretKey").asString());
        var item = bucketsGiven().stream()
                .filter(one -> one.get("plugin").asString().equals("librarian"))
                .findFirst()
                .orElseThrow();
        assertThat(item.get("version").asString()).isEqualTo("1.0.0");
        var objects = "/platform/v1/resource-items/" + item.get("id").asString();
        assertThat(items(objects + "/objects"))
                .extracting(object -> object.get("key").asString())
                .containsExactly("start/welcome.txt");
        assertThat(client.get(objects + "/object?key=start/welcome.txt")
                        .response()
                        .body())
                .isEqualTo("of librarian");
    }

    private String launchedWithBucket(String plugin) {
        for (var one : items("/platform/v1/plugin-packages?search=" + plugin)) {
            var path = "/platform/v1/plugin-packages/" + one.get("id").asString();
            client.post(path + "/decommission");
            client.delete(path);
        }
        var manifest = PluginArchive.manifest(
                plugin, "1.0.0", "buckets: [{name: shelf, files: {welcome.txt: start/welcome.txt}}]");
        var added = client.upload(PluginArchive.of(
                manifest, TinyImage.healthy(plugin + ":1.0.0"), Map.of("welcome.txt", "of " + plugin)));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        client.register(added.text("id"));
        var launched = client.post("/platform/v1/plugin-packages/" + added.text("id") + "/instances", "{}");
        assertThat(launched.status()).as(launched.response().body()).isEqualTo(202);
        return launched.text("id");
    }

    private java.util.List<JsonNode> bucketsGiven() {
        return items("/platform/v1/resource-hosts?kind=STORAGE").stream()
                .flatMap(host ->
                        items("/platform/v1/resource-hosts/%s/allocations"
                                        .formatted(host.get("id").asString()))
                                .stream())
                .toList();
    }

    private void removeBuckets() throws IOException {
        for (var item : bucketsGiven()) {
            client.delete("/platform/v1/resource-items/%s?confirm=%s"
                    .formatted(item.get("id").asString(), item.get("name").asString()));
        }
        Files.deleteIfExists(readyBuckets());
        database.sql("delete from given_bucket").update();
        database.sql("delete from resource_host where kind = 'STORAGE'").update();
    }

    private Path readyBuckets() {
        return installation.home().resolve("secrets/s3-buckets.json");
    }

    private static JsonNode bucketIn(String container) {
        return JsonMapper.shared()
                .readTree(DockerEngine.docker("exec", container, "/bin/cat", "/run/secrets/sextant/bucket-shelf.json"));
    }

    private void enterHost() throws SQLException {
        var host = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name",
                        "db",
                        "kind",
                        "DATABASE",
                        "address",
                        TestDatabase.address(),
                        "login",
                        TestDatabase.administrator(PASSWORD),
                        "secret",
                        PASSWORD));
        assertThat(client.post("/platform/v1/resource-hosts", host).status()).isEqualTo(201);
    }

    private String launched(String plugin, String init) {
        var answer = client.post("/platform/v1/plugin-packages/" + registered(plugin, init) + "/instances", "{}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.text("id");
    }

    private String registered(String plugin, String init) {
        var manifest = PluginArchive.manifest(plugin, "1.0.0", "database: {init: init.sql}");
        var added = client.upload(
                PluginArchive.of(manifest, TinyImage.healthy(plugin + ":1.0.0"), Map.of("init.sql", init)));
        assertThat(added.status()).as(added.response().body()).isIn(201, 409);
        var id = added.status() == 201 ? added.text("id") : replaced(plugin, init);
        client.register(id);
        return id;
    }

    /** An earlier test's package of the same version goes. */
    private String replaced(String plugin, String init) {
        for (var one : items("/platform/v1/plugin-packages?search=" + plugin)) {
            var path = "/platform/v1/plugin-packages/" + one.get("id").asString();
            client.post(path + "/decommission");
            client.delete(path);
        }
        return registered(plugin, init);
    }

    private String containerOf(String id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> client.get("/platform/v1/plugin-instances/" + id).json(),
                        seen -> seen.get("state").asString().equals("HEALTHY"))
                .get("containerId")
                .asString();
    }

    private static JsonNode accessIn(String container) {
        return JsonMapper.shared()
                .readTree(
                        DockerEngine.docker("exec", container, "/bin/cat", "/run/secrets/sextant/database-main.json"));
    }

    private java.util.List<JsonNode> items(String path) {
        return client.get(path).json().get("items").valueStream().toList();
    }
}
