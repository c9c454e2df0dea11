package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreClient.Answer;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.storage.ObjectStorage;
import dev.sextant.testsupport.MariaDbServer;
import dev.sextant.testsupport.S3Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@CoreIntegrationTest
class ResourceHostIntegrationTests {
    private static final String HOSTS = "/platform/v1/resource-hosts";
    private static final String PASSWORD = "canary-Of-The-Database-Admin";

    @Autowired
    JdbcClient database;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    HostWatch watch;

    @Autowired
    ObjectStorage storage;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @AfterEach
    void removeHosts() {
        database.sql("delete from resource_item").update();
        database.sql("delete from resource_host where name <> 'local'").update();
    }

    @Test
    void keepsADatabaseHostAndNeverTellsItsSecret() throws SQLException {
        var admin = TestDatabase.administrator(PASSWORD);

        var added = client.post(HOSTS, json("db", "DATABASE", TestDatabase.address(), admin, PASSWORD));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.text("state")).isEqualTo("UP");
        assertThat(added.text("engineVersion")).startsWith("MariaDB");
        assertThat(added.json().get("secretSet").asBoolean()).isTrue();
        assertThat(hosts.access(added.text("id")).secret()).isEqualTo(PASSWORD);
        var stored = database.sql("select sealed_secret from resource_host where name = 'db'")
                .query(String.class)
                .single();
        assertThat(stored).startsWith("v1.").doesNotContain(PASSWORD);
        for (var path : new String[] {HOSTS, HOSTS + "/" + added.text("id")}) {
            assertThat(client.get(path).response().body())
                    .contains("db")
                    .doesNotContain(PASSWORD)
                    .doesNotContain(stored);
        }
        assertThat(database.sql("select data from event where type like 'resource%'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(data -> data.contains(PASSWORD) || data.contains(stored));
        assertThat(TestDatabase.texts("show databases")).noneMatch(name -> name.startsWith("sextant_probe"));
    }

    @Test
    void refusesWhoCannotSignInOrLacksRights() throws SQLException {
        var admin = TestDatabase.administrator(PASSWORD);
        var weak = TestDatabase.user(PASSWORD);

        assertThat(client.post(HOSTS, json("db", "DATABASE", TestDatabase.address(), admin, "wrong"))
                        .text("code"))
                .isEqualTo("HOST_SIGN_IN");
        assertThat(client.post(HOSTS, json("db", "DATABASE", TestDatabase.address(), weak, PASSWORD))
                        .text("code"))
                .isEqualTo("HOST_RIGHTS");
        assertThat(client.post(HOSTS, json("db", "DATABASE", "127.0.0.1:1", admin, PASSWORD))
                        .text("code"))
                .isEqualTo("HOST_UNREACHABLE");
        assertThat(client.post(HOSTS, json("db", "DATABASE", "169.254.169.254", admin, PASSWORD))
                        .text("code"))
                .isEqualTo("HOST_FORBIDDEN");
        assertThat(hosts.named("db")).isEmpty();
    }

    @Test
    void provesAStorageByABucketThatGoesAtOnce() {
        var s3 = S3Server.shared();

        var added = client.post(HOSTS, json("s3", "STORAGE", s3.url().toString(), s3.accessKey(), s3.secretKey()));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(s3.objects()).isDirectoryNotContaining("glob:**sextant-probe*");
        assertThat(client.post(HOSTS, json("s3b", "STORAGE", s3.url().toString(), s3.accessKey(), "wrong"))
                        .text("code"))
                .isEqualTo("HOST_SIGN_IN");
        assertThat(client.post(HOSTS, json("s3b", "STORAGE", "http://127.0.0.1:1", "key", "secret"))
                        .text("code"))
                .isEqualTo("HOST_UNREACHABLE");
    }

    @Test
    void takesForABucketNoCredentialThatOpensOthers() {
        var s3 = S3Server.shared();
        var id = client.post(HOSTS, json("s3", "STORAGE", s3.url().toString(), s3.accessKey(), s3.secretKey()))
                .text("id");
        var entry = new TreeMap<>(Map.of(
                "plugin",
                "books",
                "name",
                "covers",
                "bucket",
                "covers",
                "accessKey",
                s3.accessKey(),
                "secretKey",
                s3.secretKey()));
        var path = HOSTS + "/" + id + "/plugin-buckets";

        assertThat(send("PUT", path, null, JsonMapper.shared().writeValueAsString(entry))
                        .text("code"))
                .isEqualTo("HOST_RIGHTS");
        storage.put("anything", new byte[1]);
        entry.put("bucket", "sextant-core");
        entry.put("secretKey", "wrong");
        assertThat(send("PUT", path, null, JsonMapper.shared().writeValueAsString(entry))
                        .text("code"))
                .isEqualTo("HOST_RIGHTS");
        entry.put("bucket", "../x");
        assertThat(send("PUT", path, null, JsonMapper.shared().writeValueAsString(entry))
                        .status())
                .isBetween(400, 422);
        assertThat(client.get(HOSTS + "/" + id + "/allocations").json().get("items"))
                .isEmpty();
    }

    @Test
    void knowsASquidFromOthers() throws IOException {
        assertThat(enteredProxy("HTTP/1.1 503 Service Unavailable\r\nServer: squid/5.7\r\n\r\n")
                        .text("engineVersion"))
                .isEqualTo("squid/5.7");
        assertThat(enteredProxy("HTTP/1.1 404 Not Found\r\nServer: nginx\r\n\r\n")
                        .text("code"))
                .isEqualTo("HOST_UNREACHABLE");
        assertThat(enteredProxy("SSH-2.0-OpenSSH\r\n").text("code")).isEqualTo("HOST_UNREACHABLE");
    }

    @Test
    void editsOnlyWhatWasSeen() throws SQLException {
        var admin = TestDatabase.administrator(PASSWORD);
        var added = client.post(HOSTS, json("db", "DATABASE", TestDatabase.address(), admin, PASSWORD));
        var path = HOSTS + "/" + added.text("id");
        var change = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("name", "renamed", "address", TestDatabase.address(), "login", admin, "tls", false));

        assertThat(send("PUT", path, null, change).status()).isEqualTo(428);
        assertThat(send("PUT", path, "\"v7\"", change).status()).isEqualTo(412);
        var changed = send("PUT", path, "\"v0\"", change);

        assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
        assertThat(changed.text("name")).isEqualTo("renamed");
        assertThat(hosts.access(added.text("id")).secret()).isEqualTo(PASSWORD);
        assertThat(send("PUT", path, "\"v0\"", change).status()).isEqualTo(412);
        // A kept secret proves nobody else, even where it is another's too.
        var another = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name",
                        "renamed",
                        "address",
                        TestDatabase.address(),
                        "login",
                        TestDatabase.administrator(PASSWORD),
                        "tls",
                        false));
        assertThat(send("PUT", path, "\"v1\"", another).text("code")).isEqualTo("HOST_SIGN_IN");
        // Nor is it sent to another address.
        var elsewhere = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name",
                        "renamed",
                        "address",
                        "127.1:" + MariaDbServer.shared().port(),
                        "login",
                        admin,
                        "tls",
                        false));
        assertThat(send("PUT", path, "\"v1\"", elsewhere).text("code")).isEqualTo("HOST_SIGN_IN");
    }

    @Test
    void drainsAndRemovesOnlyWhatNothingLiesOn() throws SQLException {
        var admin = TestDatabase.administrator(PASSWORD);
        var added = client.post(HOSTS, json("db", "DATABASE", TestDatabase.address(), admin, PASSWORD));
        var path = HOSTS + "/" + added.text("id");

        assertThat(send("POST", path + "/drain", "\"v0\"", null)
                        .json()
                        .get("schedulable")
                        .asBoolean())
                .isFalse();
        assertThat(hosts.schedulable(ResourceHost.Kind.DATABASE)).isEmpty();
        assertThat(send("POST", path + "/resume", "\"v1\"", null)
                        .json()
                        .get("schedulable")
                        .asBoolean())
                .isTrue();
        database.sql("""
                        insert into resource_item (id, resource_host_id, kind, plugin, name, item_name, user_name, sealed_secret, state,
                        copied, created_at, changed_at) values ('x', ?, 'SCHEMA', 'gone', 'main', 'gone', 'gone', '', 'READY', false,
                        current_timestamp, current_timestamp)""").param(added.text("id")).update();

        assertThat(client.get(path + "/allocations").json().at("/items/0/kept").asBoolean())
                .isTrue();
        var refused = send("DELETE", path, "\"v2\"", null);
        assertThat(refused.text("code")).isEqualTo("HOST_IN_USE");
        assertThat(refused.response().body()).contains("gone");
        database.sql("delete from resource_item").update();
        assertThat(send("DELETE", path, "\"v2\"", null).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    @Test
    void tellsWhenAHostCeasesToAnswer() throws SQLException {
        var admin = TestDatabase.administrator(PASSWORD);
        var id = client.post(HOSTS, json("db", "DATABASE", TestDatabase.address(), admin, PASSWORD))
                .text("id");
        database.sql("update resource_host set address = '127.0.0.1:1' where id = ?")
                .param(id)
                .update();

        watch.look();

        assertThat(hosts.find(id).orElseThrow().state()).isEqualTo(ResourceHost.State.DOWN);
        assertThat(hosts.find(id).orElseThrow().problem()).contains("127.0.0.1:1");
        database.sql("update resource_host set address = ? where id = ?")
                .params(TestDatabase.address(), id)
                .update();
        watch.look();
        assertThat(hosts.find(id).orElseThrow().state()).isEqualTo(ResourceHost.State.UP);
    }

    @Test
    void answersBadInputWithAProblem() {
        for (var body : new String[] {
            "{}",
            "[]",
            "{\"name\": \"Ä\", \"kind\": \"DATABASE\", \"address\": \"db\"}",
            "{\"name\": \"a\", \"kind\": \"NONE\", \"address\": \"db\"}",
            "{\"name\": \"a\", \"kind\": \"DATABASE\", \"address\": \"\"}",
            "{\"name\": \"a\", \"kind\": \"DATABASE\", \"address\": \"db\", \"mostItems\": -1}",
            "{\"name\": \"a\", \"kind\": \"DATABASE\", \"address\": \"db\", \"more\": 1}",
            "{\"name\": \"a\", \"kind\": \"DATABASE\", \"address\": \"db\", \"login\": \"x\\u0000y\"}"
        }) {
            assertThat(client.post(HOSTS, body).status()).as(body).isBetween(400, 422);
        }
        assertThat(client.get(HOSTS + "?kind=NONE").status()).isEqualTo(400);
        assertThat(client.get(HOSTS + "/nothing").status()).isEqualTo(404);
    }

    private Answer enteredProxy(String reply) throws IOException {
        try (var squid = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var caller = squid.accept()) {
                    caller.getInputStream().read(new byte[4096]);
                    caller.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException ended) {
                    throw new java.io.UncheckedIOException(ended);
                }
            });
            return client.post(
                    HOSTS,
                    json("proxy-" + squid.getLocalPort(), "PROXY", "127.0.0.1:" + squid.getLocalPort(), null, null));
        }
    }

    private Answer send(String method, String path, @Nullable String seen, @Nullable String body) {
        var request = client.request(path).header("Content-Type", "application/json");
        if (seen != null) {
            request.header("If-Match", seen);
        }
        return client.send(
                request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static String json(
            String name, String kind, String address, @Nullable String login, @Nullable String secret) {
        var fields = new TreeMap<String, Object>(Map.of("name", name, "kind", kind, "address", address, "tls", false));
        if (login != null && secret != null) {
            fields.put("login", login);
            fields.put("secret", secret);
        }
        return JsonMapper.shared().writeValueAsString(fields);
    }
}
