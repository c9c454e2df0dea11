package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.TestManifests;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.ResourceItems.Owner;
import dev.sextant.core.storage.ObjectStorage;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.S3Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

@CoreIntegrationTest
class GivenBucketsIntegrationTests {
    private static final String LOOPBACK = "127.0.0.1";

    @Autowired
    JdbcClient database;

    @Autowired
    Installation installation;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    ResourceItems items;

    @Autowired
    PluginBuckets buckets;

    @Autowired
    GivenBuckets given;

    @Autowired
    OwnStorageHost own;

    @Autowired
    KeptResources kept;

    @Autowired
    ObjectStorage storage;

    @LocalServerPort
    int port;

    private final String round = UUID.randomUUID().toString().substring(0, 8);
    private final String librarian = plugin("librarian");
    private final String mallory = plugin("mallory");

    @BeforeEach
    void keepBucketsReady() {
        S3Server.shared().writePluginBuckets(file());
    }

    @AfterEach
    void removeAll() throws IOException {
        for (var item : own.isThere() ? items.on(own.host().id(), 10) : List.<ResourceItem>of()) {
            given.takeBack(item);
        }
        Files.deleteIfExists(file());
        database.sql("delete from given_bucket").update();
        database.sql("delete from resource_item").update();
        database.sql("delete from resource_host where kind = 'STORAGE'").update();
    }

    @Test
    void givesEachPluginABucketThatNobodyElseOpens() {
        provide(librarian);
        provide(mallory);
        storage.put("of-the-platform", new byte[1]);
        var theirs = access(librarian);
        var hers = access(mallory);
        as(
                theirs,
                s3 -> s3.putObject(
                        request -> request.bucket(theirs.bucket()).key("book"), RequestBody.fromString("a secret")));

        assertThat(hers.bucket()).isNotEqualTo(theirs.bucket());
        assertThat(buckets.files(librarian).get("bucket-shelf.json")).contains(theirs.secretKey());
        assertThat(buckets.files(mallory).toString()).doesNotContain(theirs.secretKey(), theirs.bucket());
        as(hers, s3 -> {
            for (var bucket : List.of(theirs.bucket(), "sextant-core")) {
                refused(() -> s3.getObject(request -> request.bucket(bucket).key("book")));
                refused(() -> s3.headObject(request -> request.bucket(bucket).key("of-the-platform")));
                refused(() -> s3.listObjectsV2(request -> request.bucket(bucket)));
                refused(() -> s3.putObject(request -> request.bucket(bucket).key("loot"), RequestBody.fromString("x")));
                refused(() -> s3.deleteObject(request -> request.bucket(bucket).key("book")));
                refused(() -> s3.deleteBucket(request -> request.bucket(bucket)));
                refused(() -> s3.createMultipartUpload(
                        request -> request.bucket(bucket).key("loot")));
                refused(() -> s3.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey("book")
                        .destinationBucket(hers.bucket())
                        .destinationKey("loot")));
                refused(() ->
                        s3.getObject(request -> request.bucket(hers.bucket()).key("../" + bucket + "/book")));
                refused(() -> s3.listObjectsV2(
                        request -> request.bucket(hers.bucket()).prefix("../" + bucket + "/")));
            }
            for (var bucket : List.of("loot", "plugin-03", "plugin-0", "plugin", "plugins", "sextant-core2")) {
                refused(() -> s3.createBucket(request -> request.bucket(bucket)));
            }
            try {
                s3.deleteObjects(request -> request.bucket(hers.bucket())
                        .delete(all -> all.objects(ObjectIdentifier.builder()
                                .key("../%s/book".formatted(theirs.bucket()))
                                .build())));
            } catch (S3Exception refusedToo) {
                // Or it says for each key that it did nothing.
            }
        });
        as(
                theirs,
                s3 -> assertThat(s3.getObjectAsBytes(request ->
                                        request.bucket(theirs.bucket()).key("book"))
                                .asUtf8String())
                        .isEqualTo("a secret"));
        assertThat(storage.exists("of-the-platform")).isTrue();
    }

    @Test
    void findsWhatAKilledCoreHasBegun() {
        // Killed after the place was taken, and after the bucket was made.
        provide(librarian);
        var first = access(librarian);
        database.sql("delete from resource_item").update();

        provide(librarian);

        assertThat(access(librarian).bucket()).isEqualTo(first.bucket());
        assertThat(database.sql("select count(*) from given_bucket")
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void emptiesABucketThatIsDroppedAndKeepsItFromOthers() {
        provide(librarian);
        var before = access(librarian);
        as(before, s3 -> {
            for (int i = 0; i < 3; i++) {
                var key = "shelf/" + i;
                s3.putObject(request -> request.bucket(before.bucket()).key(key), RequestBody.fromString("x"));
            }
            s3.createMultipartUpload(request -> request.bucket(before.bucket()).key("half"));
        });
        var item = item(librarian);
        assertThatThrownBy(() -> kept.drop(item.id(), "another name", "user:jo"))
                .isInstanceOf(ProblemException.class);

        kept.drop(item.id(), item.itemName(), "user:jo");

        assertThat(items.find(item.id())).isEmpty();
        provide(mallory);
        assertThat(access(mallory).bucket()).isNotEqualTo(before.bucket());
        provide(librarian);
        assertThat(access(librarian).bucket()).isEqualTo(before.bucket());
        as(
                before,
                s3 -> assertThat(s3.listObjectsV2(request -> request.bucket(before.bucket()))
                                .contents())
                        .isEmpty());
    }

    @Test
    void endsADropThatWasInterrupted() {
        provide(librarian);
        var item = item(librarian);
        items.move(item, ResourceItem.State.DROPPING, null);
        assertThatThrownBy(() -> provide(librarian))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ResourceError.RESOURCE_BUSY));

        kept.tidy();

        assertThat(items.find(item.id())).isEmpty();
        provide(librarian);
    }

    @Test
    void refusesAPluginWhenAllAreGivenOrTheStorageIsDrained() {
        for (var plugin : List.of("one", "two", "three")) {
            buckets.check(manifest(plugin(plugin)));
            provide(plugin(plugin));
        }
        missing(() -> buckets.check(manifest(librarian)));
        assertThat(buckets.hasFirst(manifest(librarian))).isFalse();

        kept.drop(item(plugin("one")).id(), item(plugin("one")).itemName(), "user:jo");
        buckets.check(manifest(plugin("one")));
        hosts.schedule(own.host(), false);
        missing(() -> buckets.check(manifest(plugin("one"))));
        assertThat(buckets.hasFirst(manifest(plugin("two")))).isTrue();
    }

    @Test
    void givesNothingWhereSomebodyHasEnteredAStorage() {
        var access = new HostAccess(ResourceHost.Kind.STORAGE, "http://127.0.0.1:1", "key", "secret", false);
        hosts.insert(new HostDraft("others", access, null));

        missing(() -> buckets.check(manifest(librarian)));
        provide(librarian);

        assertThat(items.find(Allocation.Kind.BUCKET, new Owner(librarian, "shelf")))
                .isEmpty();
    }

    @Test
    void showsItsOwnStorageWhereItListensNowAndLetsNobodyChangeIt() {
        var host = own.host();
        database.sql("update resource_host set address = 'http://127.0.0.1:1' where id = ?")
                .param(host.id())
                .update();
        own.begin();
        var now = hosts.find(host.id()).orElseThrow();
        assertThat(now.address()).isEqualTo(S3Server.shared().url().toString());

        var client = CoreClient.administrator(port);
        var path = "/platform/v1/resource-hosts/" + host.id();
        var seen = "\"v%d\"".formatted(now.revision());
        var removed = client.send(client.request(path).header("If-Match", seen).DELETE());
        assertThat(removed.text("code")).isEqualTo("HOST_BUILT_IN");
        var changed = client.send(client.request(path)
                .header("If-Match", seen)
                .header("Content-Type", "application/json")
                .method("PUT", BodyPublishers.ofString("{\"name\": \"mine\", \"address\": \"http://127.0.0.1:1\"}")));
        assertThat(changed.text("code")).isEqualTo("HOST_BUILT_IN");
        assertThat(client.get(path).response().body())
                .doesNotContain(S3Server.shared().secretKey());
    }

    private void provide(String plugin) {
        buckets.provide(manifest(plugin), plugin + "-package", work -> {}, LOOPBACK);
    }

    private static PluginManifest manifest(String plugin) {
        return TestManifests.read(PluginArchive.manifest(plugin, "1.0.0", "buckets: [shelf]"));
    }

    private ResourceItem item(String plugin) {
        return items.find(Allocation.Kind.BUCKET, new Owner(plugin, "shelf")).orElseThrow();
    }

    private BucketAccess access(String plugin) {
        return buckets.fromHere(item(plugin));
    }

    private static void as(BucketAccess access, Consumer<S3Client> work) {
        try (var s3 = TestBucket.client(URI.create(access.endpoint()), access.accessKey(), access.secretKey())) {
            work.accept(s3);
        }
    }

    private static void refused(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isIn(400, 403));
    }

    private static void missing(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ResourceError.HOST_MISSING));
    }

    private Path file() {
        return installation.home().resolve("secrets/s3-buckets.json");
    }

    private String plugin(String name) {
        return name + "-" + round;
    }
}
