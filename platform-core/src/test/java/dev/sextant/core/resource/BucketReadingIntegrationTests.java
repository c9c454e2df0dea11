package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.resource.ResourceItems.Owner;
import dev.sextant.testsupport.S3Server;
import dev.sextant.testsupport.TestIdentities;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@CoreIntegrationTest
class BucketReadingIntegrationTests {
    private static final String PAGE_OF_A_PLUGIN = "<html><script>alert(document.cookie)</script></html>";

    @Autowired
    JdbcClient database;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    ResourceItems items;

    @Autowired
    BucketReading reading;

    @LocalServerPort
    int port;

    private CoreClient client;
    private TestBucket bucket;
    private ResourceItem item;

    @BeforeEach
    void enterBucket() {
        client = CoreClient.administrator(port);
        bucket = TestBucket.create();
        item = enter(
                bucket.name(),
                S3Server.shared().url().toString(),
                S3Server.shared().secretKey());
    }

    @AfterEach
    void removeAll() {
        bucket.close();
        database.sql("delete from resource_item").update();
        database.sql("delete from resource_host where kind = 'STORAGE'").update();
    }

    @Test
    void listsThousandsOfObjectsPageByPage() throws IOException {
        // Behind the server's back, as a thousand calls would take long.
        var folder = S3Server.shared().objects().resolve(bucket.name());
        Files.createDirectories(folder.resolve("many"));
        for (int i = 0; i < 1200; i++) {
            Files.writeString(folder.resolve("many/%04d".formatted(i)), "x".repeat(i % 7));
        }
        bucket.put("zz/other", "last");

        var keys = new ArrayList<String>();
        var path = objects() + "?limit=500";
        for (var next = ""; next != null; ) {
            var page = client.get(path + (next.isEmpty() ? "" : "&after=" + next));
            assertThat(page.status()).as(page.response().body()).isEqualTo(200);
            page.json()
                    .get("items")
                    .forEach(object -> keys.add(object.get("key").asString()));
            next = page.json().get("next").isNull() ? null : page.text("next");
        }

        assertThat(keys).hasSize(1201).doesNotHaveDuplicates().isSorted().endsWith("many/1199", "zz/other");
        assertThat(client.get(objects()).json().get("items")).hasSize(50);
        var some = client.get(objects() + "?prefix=" + encoded("many/119")).json();
        assertThat(some.get("items")).hasSize(10);
        assertThat(some.at("/items/3/size").asInt()).isEqualTo(1193 % 7);
        assertThat(some.at("/items/3/changedAt").asString()).startsWith("20");
        assertThat(some.get("next").isNull()).isTrue();
        assertThat(client.get(objects() + "?limit=100000").status()).isEqualTo(400);
        assertThat(client.get(objects() + "?after=made-up").status()).isEqualTo(400);
    }

    @Test
    void handsOutAnObjectAsAFileThatNobodyRenders() {
        bucket.put("pages/über uns.html", PAGE_OF_A_PLUGIN);

        var answer = client.get(object("pages/über uns.html")).response();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(PAGE_OF_A_PLUGIN);
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.allValues("X-Content-Type-Options")).hasSize(1);
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("sandbox");
        assertThat(headers.firstValue("Content-Length")).hasValue(String.valueOf(PAGE_OF_A_PLUGIN.length()));
        assertThat(headers.firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .contains("filename*=UTF-8''%C3%BCber_uns.html");
        assertThat(read())
                .singleElement()
                .satisfies(event -> assertThat(event).contains("pages/über uns.html", bucket.name(), "librarian"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b+c%2F?&#=;.txt",
                "汉字/😀",
                "quote\"'<script>alert(1)</script>",
                "line\nbreak\r\nSet-Cookie: a=b",
                "bell\u0007escape\u001b[31m",
                "right\u202eto left.txt.exe",
                "..hidden/...",
                "a/..b/c..",
                "end. ",
                "{}[]|\\^`~"
            })
    void listsAndHandsOutWhateverKeyAPluginHasChosen(String key) {
        bucket.put(key, "content of " + key.length());

        assertThat(client.get(objects()).json().at("/items/0/key").asString()).isEqualTo(key);
        assertThat(client.get(objects() + "?prefix=" + encoded(key)).json().get("items"))
                .hasSize(1);
        var answer = client.get(object(key)).response();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("content of " + key.length());
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; [!-~ ]+");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void keepsLongKeysAndNamesFilesShorter() {
        var segment = "k".repeat(200);
        var key = "%s/%s/%s/%s/%s".formatted(segment, segment, segment, segment, segment);
        bucket.put(key, "deep");

        assertThat(client.get(objects()).json().at("/items/0/key").asString()).isEqualTo(key);
        var answer = client.get(object(key)).response();
        assertThat(answer.body()).isEqualTo("deep");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .hasSizeLessThan(400);
        assertThat(client.get(objects() + "?limit=1").json().get("next").isNull())
                .isTrue();
        bucket.put(key + "2", "deeper");
        var next = client.get(objects() + "?limit=1").text("next");
        assertThat(client.get(objects() + "?limit=1&after=" + next)
                        .json()
                        .at("/items/0/key")
                        .asString())
                .isEqualTo(key + "2");
    }

    @Test
    void refusesKeysThatLeadElsewhere() throws IOException {
        // The credential of the tests' server would open it.
        Files.createDirectories(S3Server.shared().objects().resolve("elsewhere"));
        Files.writeString(S3Server.shared().objects().resolve("elsewhere/secret"), "another's");
        for (var key : List.of("../elsewhere/secret", "a/../../elsewhere/secret", ".", "..", "./x", "a/./b", "x/..")) {
            var answer = client.get(object(key));
            assertThat(answer.status()).as(key).isEqualTo(422);
            assertThat(answer.text("code")).isEqualTo("OBJECT_KEY");
            assertThat(client.get(objects() + "?prefix=" + encoded(key)).status())
                    .as(key)
                    .isEqualTo(422);
        }
        assertThat(client.get(object("x".repeat(1025))).status()).isEqualTo(422);
        assertThat(client.get(object("a\0b")).status()).isBetween(400, 422);
        assertThat(client.get(object("")).status()).isBetween(400, 422);
        assertThat(client.get(object("%2e%2e/elsewhere/secret")).status()).isBetween(400, 422);
        assertThat(client.get(object("not-there")).text("code")).isEqualTo("OBJECT_NOT_FOUND");
        assertThat(client.get(items() + "/object").status()).isEqualTo(400);
        assertThat(read()).isEmpty();
    }

    @Test
    void saysWhyABucketDoesNotOpen() {
        var wrong = enter("other-1", S3Server.shared().url().toString(), "wrong");
        assertThat(client.get(path(wrong) + "/objects").text("code")).isEqualTo("BUCKET_REFUSED");
        assertThat(client.get(path(wrong) + "/object?key=a").text("code")).isEqualTo("BUCKET_REFUSED");
        var missing = enter(
                "other-2", S3Server.shared().url().toString(), S3Server.shared().secretKey());
        assertThat(client.get(path(missing) + "/objects").text("code")).isEqualTo("BUCKET_REFUSED");
        var away = enter("other-3", "http://127.0.0.1:1", "any");
        var unavailable = client.get(path(away) + "/objects");
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.text("detail"))
                .contains("http://127.0.0.1:1")
                .doesNotContain(S3Server.shared().secretKey());
        var forbidden = enter("other-4", "http://169.254.169.254", "any");
        assertThat(client.get(path(forbidden) + "/objects").text("code")).isEqualTo("HOST_FORBIDDEN");
        assertThat(client.get("/platform/v1/resource-items/nothing/objects").status())
                .isEqualTo(404);
    }

    @Test
    void showsBucketsOnlyToWhoManagesResources() {
        bucket.put("a", "x");
        var viewer = new CoreClient(port, TestIdentities.shared().user("jo", "instances:read", "packages:manage"));

        assertThat(viewer.get(objects()).status()).isEqualTo(403);
        assertThat(viewer.get(object("a")).status()).isEqualTo(403);
        assertThat(read()).isEmpty();
    }

    @Test
    void handsOutFewObjectsAtOnce() throws IOException {
        bucket.put("a", "x");
        var open = IntStream.range(0, 8)
                .mapToObj(number -> reading.open(item.id(), "a", "user:jo"))
                .toList();

        var refused = client.get(object("a"));
        for (var one : open) {
            one.close();
            one.close();
        }

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
        assertThat(client.get(object("missing")).status()).isEqualTo(404);
        for (int i = 0; i < 10; i++) {
            assertThat(client.get(object("a")).status()).isEqualTo(200);
        }
    }

    private ResourceItem enter(String name, String address, String secret) {
        var access = new HostAccess(
                ResourceHost.Kind.STORAGE, address, S3Server.shared().accessKey(), secret, false);
        var host = hosts.insert(new HostDraft("s3-of-" + name, access, null));
        return items.keep(
                host.id(),
                Allocation.Kind.BUCKET,
                new Owner("librarian", name),
                name,
                S3Server.shared().accessKey(),
                secret);
    }

    /** What is recorded of this bucket's objects. */
    private List<String> read() {
        return database
                .sql("select data from event where type = 'resource.object-read'")
                .query(String.class)
                .list()
                .stream()
                .map(String::valueOf)
                .filter(data -> data.contains(bucket.name()))
                .toList();
    }

    private String items() {
        return path(item);
    }

    private String objects() {
        return items() + "/objects";
    }

    private String object(String key) {
        return items() + "/object?key=" + encoded(key);
    }

    private static String path(ResourceItem one) {
        return "/platform/v1/resource-items/" + one.id();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
