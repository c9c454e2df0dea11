package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.FakeAuthServer;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.EngineHosts;
import dev.sextant.core.resource.ResourceHosts;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.S3Server;
import dev.sextant.testsupport.TinyImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@CoreIntegrationTest
class PluginInstanceIntegrationTests {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Autowired
    Installation installation;

    @Autowired
    InstanceScheduler scheduler;

    @Autowired
    EngineWatch watch;

    @Autowired
    PluginInstances instances;

    @Autowired
    InstanceChanges changes;

    @Autowired
    InstanceLauncher launcher;

    @Autowired
    InstanceRemoval removal;

    @Autowired
    InstanceDriver.Pace pace;

    @Autowired
    HealthCheck health;

    @Autowired
    PackageImages packages;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    JdbcClient database;

    @Autowired
    InstanceAdding adding;

    @Autowired
    EngineHosts engineHosts;

    @Autowired
    TransactionTemplate transactions;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @AfterEach
    void removeAll() {
        for (var instance : client.get("/platform/v1/plugin-instances").json().get("items")) {
            assertThat(client.delete("/platform/v1/plugin-instances/"
                                    + instance.get("id").asString())
                            .status())
                    .isIn(202, 204, 404);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.get("/platform/v1/plugin-instances")
                                .json()
                                .get("items"))
                        .isEmpty());
        DockerEngine.removeAll(label());
    }

    @Test
    void launchesServesStopsStartsAndRemoves() throws Exception {
        var packageId = registered("serving", "permissions: [\"inventory:reveal\"]");
        var answer = client.post("/platform/v1/plugin-packages/" + packageId + "/instances", "{}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        var id = answer.text("id");
        var instance = awaitState(id, "HEALTHY");

        assertThat(routes())
                .extracting(route -> route.get("address").asString())
                .containsExactly(instance.get("address").asString());
        assertThat(instance.get("memoryLimitBytes").asLong()).isEqualTo(64L << 20);
        assertThat(instance.get("memoryBytes").asLong()).isPositive();
        assertThat(FakeAuthServer.shared().identity("plugin:serving"))
                .hasValueSatisfying(
                        identity -> assertThat(identity.get("permissions").toString())
                                .isEqualTo("[\"inventory:reveal\",\"invocations:report\"]"));
        secretsAreNowhereButInTheirFolder(instance.get("containerId").asString(), id);
        assertThat(client.post("/platform/v1/plugin-packages/" + packageId + "/decommission")
                        .text("code"))
                .isEqualTo("PACKAGE_IN_USE");
        assertThat(client.get("/platform/v1/plugin-instances/" + id + "/logs")
                        .json()
                        .at("/items/0/text")
                        .asString())
                .isEqualTo("ready");
        assertThat(firstLineOf("/platform/v1/plugin-instances/" + id + "/logs")).contains("event:line");
        assertThat(firstLineOf("/platform/v1/routes")).contains("event:routes");

        assertThat(client.post("/platform/v1/plugin-instances/" + id + "/stop").status())
                .isEqualTo(202);
        assertThat(routes()).isEmpty();
        awaitState(id, "STOPPED");
        assertThat(client.post("/platform/v1/plugin-instances/" + id + "/stop").status())
                .isEqualTo(409);
        assertThat(client.post("/platform/v1/plugin-instances/" + id + "/start").status())
                .isEqualTo(202);
        awaitState(id, "HEALTHY");

        assertThat(client.delete("/platform/v1/plugin-instances/" + id).status())
                .isEqualTo(202);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(client.get("/platform/v1/plugin-instances/" + id)
                                .status())
                        .isEqualTo(404));
        assertThat(DockerEngine.containersWith(label())).isEmpty();
        assertThat(secretsFolder().resolve(id)).doesNotExist();
        assertThat(FakeAuthServer.shared().identity("plugin:serving")).isEmpty();
        assertThat(client.post("/platform/v1/plugin-packages/" + packageId + "/decommission")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Tag("any-database")
    void startsAnInstanceThatDiedAgain() {
        var id = launched("mortal", "");
        var container = awaitState(id, "HEALTHY").get("containerId").asString();

        DockerEngine.docker("kill", container);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(instance(id).get("restarts").asInt()).isEqualTo(1));
        var revived = awaitState(id, "HEALTHY");
        assertThat(revived.get("containerId").asString()).isEqualTo(container);
        assertThat(revived.get("problem").isNull()).isTrue();
    }

    @Test
    @Tag("any-database")
    void takesAHangingInstanceOffTheRoutes() {
        var id = launched("hanging", "");
        var container = awaitState(id, "HEALTHY").get("containerId").asString();

        DockerEngine.docker("pause", container);
        assertThat(awaitState(id, "UNHEALTHY").at("/problem/code").asString()).isEqualTo("HEALTH_FAILED");
        assertThat(routes()).isEmpty();

        DockerEngine.docker("unpause", container);
        awaitState(id, "HEALTHY");
    }

    @Test
    void findsItsContainerAfterAnInterruption() {
        var id = launched("adopted", "");
        var container = awaitState(id, "HEALTHY").get("containerId").asString();

        // As it is when the core was killed between the engine's answer and its own note.
        database.sql(
                        "update plugin_instance set container_id = null, started_at = null, address = null, state = 'STARTING' where id = ?")
                .param(id)
                .update();
        scheduler.kick(id);

        assertThat(awaitState(id, "HEALTHY").get("containerId").asString()).isEqualTo(container);
        assertThat(DockerEngine.containersWith(label())).containsExactly(container);
    }

    @Test
    @Tag("any-database")
    void removesContainersThatNobodyWants() {
        var id = launched("kept", "");
        var container = awaitState(id, "HEALTHY").get("containerId").asString();
        var image = DockerEngine.inspect(container).get("Image").asString();
        var orphan = DockerEngine.docker("run", "-d", "--label", label(), "--label", "sextant.instance=gone", image);
        var foreign = DockerEngine.docker("run", "-d", "--label", label(), image);

        watch.look();

        assertThat(DockerEngine.containersWith(label()))
                .containsExactlyInAnyOrder(container, foreign)
                .doesNotContain(orphan);
    }

    @Test
    @Tag("any-database")
    void runsOnlyOneInstanceOfAPluginThatKeepsData() {
        var packageId = registered("keeping", "database: {}");
        var path = "/platform/v1/plugin-packages/" + packageId + "/instances";
        var id = client.post(path, "{}").text("id");
        var container = awaitState(id, "HEALTHY").get("containerId").asString();

        assertThat(client.post(path, "{}").text("code")).isEqualTo("PLUGIN_RUNS_ALREADY");
        assertThat(DockerEngine.docker("exec", container, "sh", "-c", "touch /data/x && echo $SEXTANT_DATA"))
                .isEqualTo("/data");
        client.delete("/platform/v1/plugin-instances/" + id);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(DockerEngine.containersWith(label())).isEmpty());
        DockerEngine.docker("volume", "rm", "sextant-" + installation.id() + "-keeping-data");
    }

    @Test
    @Tag("any-database")
    void saysWhyAnInstanceDoesNotStart() {
        var manifest = PluginArchive.manifest("broken", "1.0.0", "");
        var packageId = registered(PluginArchive.of(manifest, TinyImage.running("broken:1.0.0", "echo bad; exit 3")));
        var id = client.post("/platform/v1/plugin-packages/" + packageId + "/instances", "{}")
                .text("id");

        var instance = awaitState(id, "UNHEALTHY");

        assertThat(instance.at("/problem/code").asString()).isEqualTo("CONTAINER_EXITED");
        assertThat(instance.at("/problem/detail").asString()).contains("exit code 3");
        assertThat(routes()).isEmpty();
    }

    @Test
    @Tag("any-database")
    void neverRunsAnArchiveThatWasDamaged() throws Exception {
        // An image that the engine does not have yet: one that it has is not fetched.
        var image = TinyImage.healthy("damaged:1.0.0", UUID.randomUUID().toString());
        var packageId = registered(PluginArchive.of(PluginArchive.manifest("damaged", "1.0.0", ""), image));
        var object = objectOf(packageId);
        var bytes = Files.readAllBytes(object);
        bytes[bytes.length / 2] ^= 1;
        Files.write(object, bytes);

        var id = client.post("/platform/v1/plugin-packages/" + packageId + "/instances", "{}")
                .text("id");

        assertThat(awaitState(id, "FAILED").at("/problem/code").asString()).isEqualTo("PACKAGE_DAMAGED");
        Files.delete(object);
        client.post("/platform/v1/plugin-instances/" + id + "/start");
        assertThat(awaitProblem(id, "OBJECT_MISSING").get("state").asString()).isEqualTo("FAILED");
        assertThat(DockerEngine.containersWith(label())).isEmpty();
    }

    @Test
    @Tag("any-database")
    void triesAgainUntilTheObjectStorageIsBack() {
        var image = TinyImage.healthy("patient:1.0.0", UUID.randomUUID().toString());
        var packageId = registered(PluginArchive.of(PluginArchive.manifest("patient", "1.0.0", ""), image));
        S3Server.shared().kill();
        try {
            var id = client.post("/platform/v1/plugin-packages/" + packageId + "/instances", "{}")
                    .text("id");
            assertThat(awaitProblem(id, "STORAGE_UNAVAILABLE").get("state").asString())
                    .isEqualTo("STARTING");
            S3Server.shared().restart();
            var healthy = awaitState(id, "HEALTHY");
            assertThat(healthy.get("problem").isNull()).isTrue();
            client.delete("/platform/v1/plugin-instances/" + id);
            await().atMost(PATIENCE)
                    .until(() -> DockerEngine.containersWith(label()).isEmpty());
            DockerEngine.docker("rmi", image.id());
        } finally {
            S3Server.shared().restart();
        }
    }

    @Test
    @Tag("any-database")
    void judgesAnInstanceByItsOwnAnswerWhileTheEngineIsAway() {
        var id = launched("lonely", "");
        awaitState(id, "HEALTHY");
        try (var away = new DockerConnection(URI.create("unix:///nowhere.sock"), Duration.ofSeconds(1))) {
            var blind = new InstanceDriver(
                    instances,
                    changes,
                    new Engines(engineHosts, host -> new DockerContainerRuntime(away, installation.id(), 10001)),
                    launcher,
                    removal,
                    packages,
                    pace,
                    health);
            blind.drive(id, true);
            assertThat(instance(id).get("state").asString()).isEqualTo("HEALTHY");

            var dead = healthyWithoutContainer(instance(id).get("packageId").asString());
            blind.drive(dead, false);
            assertThat(routes())
                    .extracting(route -> route.get("instanceId").asString())
                    .containsExactly(id);
        }
    }

    @Test
    void takesACommandWhateverItsDriverWritesMeanwhile() {
        var id = launched("busy", "");
        awaitState(id, "HEALTHY");
        var overtakings = new AtomicInteger(3);
        InstantSource overtaken = () -> {
            if (overtakings.getAndDecrement() > 0) {
                CompletableFuture.runAsync(() -> changes.apply(
                                instances.findById(id).orElseThrow(),
                                (row, now) -> row.delayed(
                                        InstanceProblem.of(InstanceError.HEALTH_FAILED, "busy"), Duration.ZERO, now)))
                        .join();
            }
            return Instant.now();
        };

        var stopped = new InstanceLifecycle(
                        instances, packages, adding, changes, new RepeatedTransactions(transactions), overtaken)
                .stop(id, "user:somebody");

        assertThat(overtakings.get()).isNegative();
        assertThat(stopped.desired()).isEqualTo(DesiredState.STOPPED);
        awaitState(id, "STOPPED");
    }

    /** As it is when an instance died while nobody looked. */
    private String healthyWithoutContainer(String packageId) {
        var now = Instant.now();
        var host = hosts.ensure("local", "unix:///var/run/docker.sock");
        var row = new PluginInstance(UUID.randomUUID().toString(), packages.find(packageId), host.id(), now);
        row.running(new ContainerStatus("gone", true, 0, false, "http://127.0.0.1:1", now), now);
        row.healthy(now);
        return instances.save(row).id();
    }

    private Path objectOf(String packageId) {
        var key = database.sql("select object_key from plugin_package where id = ?")
                .param(packageId)
                .query(String.class)
                .single();
        return S3Server.shared().objects().resolve("sextant-core").resolve(key);
    }

    private JsonNode awaitProblem(String id, String code) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(instance(id).at("/problem/code").asString()).isEqualTo(code));
        return instance(id);
    }

    private void secretsAreNowhereButInTheirFolder(String container, String id) throws IOException {
        var key = Files.readString(secretsFolder().resolve(id).resolve("identity.jwk"));
        var secret = key.replaceAll(".*\"d\":\"([^\"]+)\".*", "$1");
        var sealing = Files.readString(secretsFolder().resolve(id).resolve("sealing.key"));
        var everything = DockerEngine.inspect(container)
                + DockerEngine.docker("logs", container)
                + DockerEngine.docker("top", container)
                + client.get("/platform/v1/events").response().body();
        assertThat(everything).doesNotContain(secret).doesNotContain(sealing);
        assertThat(DockerEngine.docker("exec", container, "sh", "-c", "cat /run/secrets/sextant/identity.jwk"))
                .isEqualTo(key);
        assertThat(Files.getAttribute(secretsFolder().resolve(id).resolve("identity.jwk"), "unix:mode"))
                .satisfies(mode -> assertThat((int) mode & 0777).isEqualTo(0400));
        assertThat(DockerEngine.inspect(container).at("/Config/Env").toString())
                .contains("SEXTANT_GATEWAY_URL=http://");
    }

    private String launched(String name, String more) {
        var answer = client.post("/platform/v1/plugin-packages/" + registered(name, more) + "/instances", "{}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.text("id");
    }

    private String registered(String name, String more) {
        return registered(
                PluginArchive.of(PluginArchive.manifest(name, "1.0.0", more), TinyImage.healthy(name + ":1.0.0")));
    }

    private String registered(byte[] archive) {
        var added = client.upload(archive);
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        assertThat(client.register(added.text("id")).status()).isEqualTo(200);
        return added.text("id");
    }

    private JsonNode awaitState(String id, String state) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(instance(id).get("state").asString()).isEqualTo(state));
        return instance(id);
    }

    private JsonNode instance(String id) {
        return client.get("/platform/v1/plugin-instances/" + id).json();
    }

    private List<JsonNode> routes() {
        return List.copyOf(client.get("/platform/v1/routes")
                .json()
                .get("items")
                .valueStream()
                .toList());
    }

    private String firstLineOf(String path) throws IOException, InterruptedException {
        var request = client.request(path).header("Accept", "text/event-stream").GET();
        try (var http = HttpClient.newHttpClient();
                var lines = http.send(request.build(), BodyHandlers.ofLines()).body()) {
            return lines.findFirst().orElse("");
        }
    }

    private String label() {
        return "sextant.installation=" + installation.id();
    }

    private Path secretsFolder() {
        return Path.of("/dev/shm/sextant", installation.id());
    }
}
