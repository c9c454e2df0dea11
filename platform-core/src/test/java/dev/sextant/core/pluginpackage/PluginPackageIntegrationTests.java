package dev.sextant.core.pluginpackage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.event.Events;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.storage.ObjectIntents;
import dev.sextant.core.storage.ObjectStorage;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TinyImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@CoreIntegrationTest
class PluginPackageIntegrationTests {
    private static final String PACKAGES = "/platform/v1/plugin-packages";

    @Autowired
    PluginPackages packages;

    @Autowired
    ObjectIntents intents;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    ObjectStorage storage;

    @Autowired
    Installation installation;

    @Autowired
    Events events;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @Test
    void takesAPackageThroughItsLife() {
        var before = events.last();
        var added = client.upload(PluginArchive.of("life", "1.0.0"));

        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(added.text("state")).isEqualTo("UPLOADED");
        assertThat(added.json().at("/title/zh").asString()).isEqualTo("插件");
        assertThat(added.json().at("/instances/total").asInt()).isZero();
        var path = PACKAGES + "/" + added.text("id");
        assertThat(added.response().headers().firstValue("Location")).hasValue(path);
        assertThat(client.get("/platform/v1/plugin-services?plugin=life").json().get("items"))
                .isEmpty();

        assertThat(client.register(added.text("id")).text("state")).isEqualTo("REGISTERED");
        assertThat(client.get("/platform/v1/plugin-services?plugin=life")
                        .json()
                        .at("/items/0/id")
                        .asString())
                .isEqualTo("life:echo@1.0.0");
        assertThat(client.get("/platform/v1/data-entities").json().get("items").toString())
                .contains("\"plugin\":\"life\"");
        assertThat(client.delete(path).status()).isEqualTo(409);

        assertThat(client.post(path + "/decommission").text("state")).isEqualTo("DECOMMISSIONED");
        assertThat(client.get("/platform/v1/plugin-services?plugin=life").json().get("items"))
                .isEmpty();
        assertThat(client.register(added.text("id")).text("code")).isEqualTo("PACKAGE_STATE");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).text("code")).isEqualTo("PACKAGE_NOT_FOUND");
        assertThat(events.after(before, 10, null))
                .extracting(dev.sextant.contract.event.Event::type)
                .containsExactly("package.uploaded", "package.registered", "package.decommissioned", "package.deleted");
        nothingIsLeftOver();
    }

    @Test
    void refusesTheSameVersionTwice() {
        assertThat(client.upload(PluginArchive.of("twice", "1.0.0")).status()).isEqualTo(201);

        var second = client.upload(PluginArchive.of("twice", "1.0.0"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("code")).isEqualTo("PACKAGE_EXISTS");
        assertThat(client.upload(PluginArchive.of("twice", "1.0.1")).status()).isEqualTo(201);
        nothingIsLeftOver();
    }

    @Test
    void takesOneOfManyUploadsAtOnce() throws Exception {
        var archive = PluginArchive.of("race", "1.0.0");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 4)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            n -> () -> client.upload(archive).status())
                    .toList());
            assertThat(answers)
                    .extracting(java.util.concurrent.Future::get)
                    .containsOnlyOnce(201)
                    .containsOnly(201, 409);
        }
        nothingIsLeftOver();
    }

    @Test
    void answersARepeatedUploadWithItsFirstAnswer() {
        var archive = PluginArchive.of("repeated", "1.0.0");
        var first =
                client.send(client.upload(BodyPublishers.ofByteArray(archive)).header("Idempotency-Key", "k-1"));
        var again =
                client.send(client.upload(BodyPublishers.ofByteArray(archive)).header("Idempotency-Key", "k-1"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
    }

    @Test
    void refusesWhatIsNoPackage() {
        assertRefused("not a zip".getBytes(StandardCharsets.UTF_8), 422, "NOT_A_ZIP");
        assertRefused(zip("../evil", "x"), 422, "PACKAGE_UNSAFE_ENTRY");
        assertRefused(zip("plugin.yaml", "name: x"), 422, "PACKAGE_FILE_MISSING");
        var whole = PluginArchive.of("cut", "1.0.0");
        assertRefused(Arrays.copyOf(whole, whole.length / 2), 422, null);
    }

    @Test
    void namesThePlaceOfAManifestsFault() {
        var manifest = PluginArchive.manifest("faulty", "1.0.0", "").replace("port: 8080", "port: none");
        var answer = client.upload(PluginArchive.of(manifest, TinyImage.healthy("faulty:1.0.0")));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("MANIFEST_INVALID");
        assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(6);
        assertThat(answer.json().at("/errors/0/column").asInt()).isPositive();
        nothingIsLeftOver();
    }

    @Test
    void refusesAnImageOfAnotherDigest() {
        var honest = TinyImage.healthy("swapped:1.0.0");
        var other = TinyImage.running("swapped:1.0.0", "exec sleep 1000");
        var swapped = new TinyImage(honest.reference(), other.tar(), honest.id());

        assertRefused(
                PluginArchive.of(PluginArchive.manifest("swapped", "1.0.0", ""), swapped),
                422,
                "IMAGE_DIGEST_MISMATCH");
    }

    @Test
    void wantsToKnowTheLength() {
        var archive = PluginArchive.of("endless", "1.0.0");
        var answer = client.send(client.upload(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(archive))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("LENGTH_REQUIRED");
    }

    @Test
    void refusesToRegisterWithoutWhatIsNeeded() {
        var manifest = PluginArchive.manifest(
                "needy", "1.0.0", "requires: {platform: \">=99\", plugins: {absent: \">=1.0\"}}");
        var added = client.upload(PluginArchive.of(manifest, TinyImage.healthy("needy:1.0.0")));
        var answer = client.register(added.text("id"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("code")).isEqualTo("DEPENDENCY_MISSING");
        assertThat(answer.json().get("errors")).hasSize(2);
    }

    @Test
    void keepsWhatAnotherPackageNeeds() {
        var base = client.upload(PluginArchive.of("base", "1.0.0")).text("id");
        var manifest = PluginArchive.manifest("leaning", "1.0.0", "requires: {plugins: {base: \">=1.0\"}}");
        var leaning = client.upload(PluginArchive.of(manifest, TinyImage.healthy("leaning:1.0.0")))
                .text("id");
        assertThat(client.register(base).status()).isEqualTo(200);
        assertThat(client.register(leaning).status()).isEqualTo(200);

        assertThat(client.post(PACKAGES + "/" + base + "/decommission").text("code"))
                .isEqualTo("PACKAGE_REQUIRED");
        assertThat(client.post(PACKAGES + "/" + leaning + "/decommission").status())
                .isEqualTo(200);
        assertThat(client.post(PACKAGES + "/" + base + "/decommission").status())
                .isEqualTo(200);
    }

    @Test
    void pagesAndSearches() {
        for (var number = 0; number < 3; number++) {
            assertThat(client.upload(PluginArchive.of("paged", "1.0." + number)).status())
                    .isEqualTo(201);
        }
        var first = client.get(PACKAGES + "?search=PLUGIN%20PAGED&limit=2").json();
        var second = client.get(PACKAGES + "?search=paged&limit=2&after="
                        + first.get("next").asString())
                .json();

        assertThat(first.get("items"))
                .extracting(item -> item.get("version").asString())
                .containsExactly("1.0.2", "1.0.1");
        assertThat(second.get("items"))
                .extracting(item -> item.get("version").asString())
                .containsExactly("1.0.0");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(client.get(PACKAGES + "?search=paged&state=REGISTERED")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(client.get(PACKAGES + "?state=NONSENSE").status()).isEqualTo(400);
    }

    @Test
    void asksForAPermission() {
        var reader = new CoreClient(port, TestIdentities.shared().user("viewer", "packages:read"));

        assertThat(reader.get(PACKAGES).status()).isEqualTo(200);
        assertThat(reader.upload(PluginArchive.of("forbidden", "1.0.0")).status())
                .isEqualTo(403);
    }

    @Test
    void sweepsWhatAnInterruptedUploadHasLeft() {
        var key = "packages/interrupted.zip";
        var intent = intents.note(key);
        storage.put(key, new byte[] {1});
        database.sql("update storage_intent set owner = 'gone' where id = ?")
                .param(intent.id())
                .update();

        intents.sweepAbandoned();

        assertThat(storage.exists(key)).isFalse();
        nothingIsLeftOver();
    }

    @Test
    void leavesTheUploadOfALiveCoreAlone() {
        var key = "packages/live.zip";
        var intent = intents.note(key);
        storage.put(key, new byte[] {1});

        intents.sweepAbandoned();

        assertThat(storage.exists(key)).isTrue();
        assertThat(transactions.<Boolean>execute(status -> intents.keep(intent)))
                .isTrue();
        intents.sweep(intent);
        assertThat(storage.exists(key)).isTrue();
    }

    @Test
    void neverKeepsAnObjectThatASweepHasClaimed() {
        var intent = intents.note("packages/claimed.zip");
        database.sql("update storage_intent set swept = 1 where id = ?")
                .param(intent.id())
                .update();

        assertThat(transactions.<Boolean>execute(status -> intents.keep(intent)))
                .isFalse();
        intents.sweepAbandoned();
        nothingIsLeftOver();
    }

    private void assertRefused(byte[] archive, int status, @org.jspecify.annotations.Nullable String code) {
        var before = client.get(PACKAGES + "?limit=500").json().get("items").size();
        var answer = client.upload(archive);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
        if (code != null) {
            assertThat(answer.text("code")).isEqualTo(code);
        }
        assertThat(answer.text("detail")).isNotBlank();
        assertThat(client.get(PACKAGES + "?limit=500").json().get("items")).hasSize(before);
        nothingIsLeftOver();
    }

    private void nothingIsLeftOver() {
        assertThat(database.sql("select object_key from storage_intent")
                        .query(String.class)
                        .list())
                .isEmpty();
        try (var files = Files.list(installation.dataFolder("staging"))) {
            assertThat(files).isEmpty();
        } catch (java.io.IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static byte[] zip(String name, String content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (java.io.IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }
}
