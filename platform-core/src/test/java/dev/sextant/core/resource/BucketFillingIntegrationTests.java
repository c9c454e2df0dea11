package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.TestManifests;
import dev.sextant.core.resource.ResourceItems.Owner;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.S3Server;
import dev.sextant.testsupport.TinyImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@CoreIntegrationTest
class BucketFillingIntegrationTests {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String MANIFEST =
            "buckets: [{name: shelf, files: {covers/one.txt: start/one.txt, two.txt: two.txt}}]";
    private static final Map<String, String> FILES = Map.of("covers/one.txt", "the first", "two.txt", "the second");

    @TempDir
    Path folder;

    @Autowired
    JdbcClient database;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    ResourceItems items;

    @Autowired
    PluginBuckets buckets;

    @LocalServerPort
    int port;

    private final String plugin =
            "shelves-%s".formatted(UUID.randomUUID().toString().substring(0, 8));
    private TestBucket bucket;
    private ResourceHost host;
    private int brought;

    @BeforeEach
    void enterBucket() {
        bucket = TestBucket.create();
        var server = S3Server.shared();
        host = hosts.insert(new HostDraft(
                "s3-of-" + plugin,
                new HostAccess(
                        ResourceHost.Kind.STORAGE,
                        server.url().toString(),
                        server.accessKey(),
                        server.secretKey(),
                        false),
                null));
        enterCredential();
    }

    @AfterEach
    void removeAll() {
        bucket.close();
        database.sql("delete from resource_item").update();
        database.sql("delete from resource_host where kind = 'STORAGE'").update();
    }

    @Test
    void putsThePackagesFilesThereOnceForEachPackage() {
        provide("1.0.0", FILES);
        assertThat(bucket.read("start/one.txt")).isEqualTo("the first");
        assertThat(bucket.read("two.txt")).isEqualTo("the second");
        assertThat(item().version()).isEqualTo("1.0.0");

        bucket.put("two.txt", "changed by the plugin");
        provide("1.0.0", FILES);
        assertThat(bucket.read("two.txt")).isEqualTo("changed by the plugin");

        provide("1.1.0", Map.of("covers/one.txt", "the first of 1.1", "two.txt", "the second of 1.1"));
        assertThat(bucket.read("start/one.txt")).isEqualTo("the first of 1.1");
        assertThat(bucket.read("two.txt")).isEqualTo("the second of 1.1");
        assertThat(item().version()).isEqualTo("1.1.0");
        // The older one is launched once more beside it.
        provide("1.0.0", FILES);
        assertThat(bucket.read("two.txt")).isEqualTo("the second of 1.1");

        assertThat(brought).isEqualTo(2);
        assertThat(told()).hasSize(2);
    }

    @Test
    void putsNothingThereAgainForAnotherCredential() {
        provide("1.0.0", FILES);
        bucket.put("two.txt", "changed by the plugin");
        items.delete(item());
        enterCredential();

        provide("1.0.0", FILES);

        assertThat(bucket.read("two.txt")).isEqualTo("changed by the plugin");
        assertThat(brought).isOne();
    }

    /** As kill -9 leaves it: before the first file, between two, and after the last. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void goesOnWhereACoreWasKilled(int files) {
        provide("0.9.0", Map.of("covers/one.txt", "old", "two.txt", "old"));
        held("1.0.0", "a-core-that-is-gone");
        var keys = List.of("start/one.txt", "two.txt");
        var contents = List.of("the first", "the second");
        for (int i = 0; i < files; i++) {
            bucket.put(keys.get(i), contents.get(i));
        }

        provide("1.0.0", FILES);

        assertThat(bucket.read("start/one.txt")).isEqualTo("the first");
        assertThat(bucket.read("two.txt")).isEqualTo("the second");
        assertThat(state("1.0.0")).isEqualTo("done");
        assertThat(told()).hasSize(2);
    }

    @Test
    void letsOneAloneFillABucket() throws Exception {
        var inside = new CountDownLatch(1);
        var on = new CountDownLatch(1);
        var first = Thread.ofVirtual()
                .start(() -> provide("1.0.0", FILES, content -> {
                    inside.countDown();
                    await(on);
                }));
        inside.await();
        assertThatThrownBy(() -> provide("1.0.0", FILES))
                .satisfies(problem -> isOf(problem, ResourceError.RESOURCE_BUSY));
        on.countDown();
        first.join();
        assertThat(state("1.0.0")).isEqualTo("done");

        database.sql("insert into core_member (id, name, lease_until) values ('another-core', 'another', ?)")
                .param(Long.MAX_VALUE)
                .update();
        try {
            held("2.0.0", "another-core");
            assertThatThrownBy(() -> provide("2.0.0", FILES))
                    .satisfies(problem -> isOf(problem, ResourceError.RESOURCE_BUSY));
        } finally {
            database.sql("delete from core_member where id = 'another-core'").update();
        }
        provide("2.0.0", FILES);
        assertThat(state("2.0.0")).isEqualTo("done");
    }

    @Test
    void saysWhyItFailedAndTriesAgain() {
        address("http://127.0.0.1:1");
        assertThatThrownBy(() -> provide("1.0.0", FILES))
                .satisfies(problem -> isOf(problem, ResourceError.BUCKET_UNAVAILABLE));
        assertThat(item().problem()).contains("http://127.0.0.1:1");
        assertThat(state("1.0.0")).isEqualTo("open");

        address(S3Server.shared().url().toString());
        provide("1.0.0", FILES);
        assertThat(item().problem()).isNull();
        assertThat(bucket.read("two.txt")).isEqualTo("the second");
    }

    @Test
    void asksForABucketWhereThePackageBringsFilesForIt() {
        items.delete(item());
        database.sql("delete from resource_host where kind = 'STORAGE'").update();

        assertThatThrownBy(() -> buckets.check(manifest("1.0.0")))
                .satisfies(problem -> isOf(problem, ResourceError.HOST_MISSING))
                .hasMessageContaining("shelf");
        buckets.check(TestManifests.read(PluginArchive.manifest(plugin, "1.0.0", "buckets: [shelf]")));
    }

    @Test
    void refusesAPackageWithoutTheFilesThatItNames() {
        var client = CoreClient.administrator(port);
        var manifest = PluginArchive.manifest(plugin, "1.0.0", MANIFEST);
        var image = TinyImage.healthy(plugin + ":1.0.0");

        var refused = client.upload(PluginArchive.of(manifest, image, Map.of("two.txt", "x")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("BUCKET_FILES");
        assertThat(refused.text("detail")).contains("'covers/one.txt'");
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("buckets.shelf.files.covers/one.txt");
        var twice = PluginArchive.manifest(
                plugin, "1.0.0", "buckets: [{name: shelf, files: {covers/one.txt: a, two.txt: a}}]");
        assertThat(client.upload(PluginArchive.of(twice, image, FILES)).text("code"))
                .isEqualTo("BUCKET_FILES");
        var taken = client.upload(PluginArchive.of(manifest, image, FILES));
        assertThat(taken.status()).as(taken.response().body()).isEqualTo(201);
        client.delete("/platform/v1/plugin-packages/" + taken.text("id"));
    }

    @Test
    void readsWhatAWecubePackageBringsForItsBucket() {
        var client = CoreClient.administrator(port);
        var register = """
                <package name="%1$s" version="v1.0.0"><resourceDependencies>
                <docker imageName="%1$s:1" containerName="x" portBindings="{{ALLOCATE_PORT}}:8080"/>
                <s3 bucketName="relics"><fileSet><file source="two.txt" toFile="%2$s"/></fileSet></s3>
                </resourceDependencies></package>""";
        var image = TinyImage.healthy(plugin + ":1", plugin);

        var missing = client.upload(PluginArchive.ofWecube(register.formatted(plugin, "start/two.txt"), image));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.text("detail")).contains("'two.txt'");
        assertThat(client.upload(PluginArchive.ofWecube(register.formatted(plugin, "a/./b"), image, FILES))
                        .text("code"))
                .isEqualTo("BUCKET_FILES");
        assertThat(client.upload(PluginArchive.ofWecube(register.formatted(plugin, "汉".repeat(400)), image, FILES))
                        .text("code"))
                .isEqualTo("MANIFEST_INVALID");
        var taken = client.upload(PluginArchive.ofWecube(register.formatted(plugin, "start/two.txt"), image, FILES));
        assertThat(taken.status()).as(taken.response().body()).isEqualTo(201);
        client.delete("/platform/v1/plugin-packages/" + taken.text("id"));
    }

    private void provide(String version, Map<String, String> files) {
        provide(version, files, content -> {});
    }

    private void provide(String version, Map<String, String> files, Consumer<VerifiedPackage> meanwhile) {
        PackageContent content = work -> {
            brought++;
            try (var archive = PackageReader.open(pack(version, files), PackageLimits.standard())) {
                meanwhile.accept(archive);
                work.accept(archive);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        };
        buckets.provide(manifest(version), id(version), content, LOOPBACK);
    }

    private Path pack(String version, Map<String, String> files) throws IOException {
        var text = PluginArchive.manifest(plugin, version, MANIFEST);
        var archive = PluginArchive.of(text, TinyImage.healthy(plugin + ":" + version), files);
        return Files.write(folder.resolve(version + ".zip"), archive);
    }

    private PluginManifest manifest(String version) {
        return TestManifests.read(PluginArchive.manifest(plugin, version, MANIFEST));
    }

    private void enterCredential() {
        var server = S3Server.shared();
        items.keep(
                host.id(),
                Allocation.Kind.BUCKET,
                new Owner(plugin, "shelf"),
                bucket.name(),
                server.accessKey(),
                server.secretKey());
    }

    private ResourceItem item() {
        return items.find(Allocation.Kind.BUCKET, new Owner(plugin, "shelf")).orElseThrow();
    }

    private void address(String address) {
        database.sql("update resource_host set address = ? where id = ?")
                .params(address, host.id())
                .update();
    }

    private void held(String version, String owner) {
        database.sql("""
                        insert into bucket_delivery (resource_host_id, bucket, package_id, owner, changed_at)
                        values (?, ?, ?, ?, current_timestamp)""").params(host.id(), bucket.name(), id(version), owner).update();
    }

    private String state(String version) {
        return database.sql("select delivered, owner from bucket_delivery where bucket = ? and package_id = ?")
                .params(bucket.name(), id(version))
                .query((row, number) ->
                        row.getBoolean(1) ? "done" : row.getString(2).isEmpty() ? "open" : "held")
                .single();
    }

    private List<String> told() {
        return database.sql("select data from event where type = 'resource.filled'").query(String.class).list().stream()
                .map(String::valueOf)
                .filter(data -> data.contains(bucket.name()))
                .toList();
    }

    private static void isOf(Throwable problem, ErrorCode code) {
        assertThat(problem)
                .isInstanceOfSatisfying(
                        ProblemException.class, told -> assertThat(told.code()).isEqualTo(code));
    }

    private String id(String version) {
        return "%s-%s".formatted(plugin, version);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
