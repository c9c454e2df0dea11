package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.FakeAuthServer;
import dev.sextant.core.event.Events;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.EngineHosts;
import dev.sextant.testsupport.DockerEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The core dies at twenty random calls of the engine: what it leaves is adopted, or removed without a trace. */
@CoreIntegrationTest
class InstanceKillIntegrationTests {
    private static final int KILLS = 20;
    private static final int MOST_CALLS = 12;
    private static final int MOST_STEPS = 20;

    @Autowired
    Installation installation;

    @Autowired
    InstanceLauncher.Surroundings surroundings;

    @Autowired
    PluginInstances instances;

    @Autowired
    EngineHosts hosts;

    @Autowired
    Engines engines;

    @Autowired
    EngineWatch watch;

    @Autowired
    PackageImages packages;

    @Autowired
    InstanceSecrets secrets;

    @Autowired
    InstanceLauncher.Outside outside;

    @Autowired
    InstanceNames names;

    @Autowired
    RuntimeSettings settings;

    @Autowired
    InstanceDriver.Pace pace;

    @Autowired
    HealthCheck health;

    @Autowired
    Events events;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    InstanceSteps steps;

    @BeforeEach
    void signIn() {
        steps = new InstanceSteps(port);
        watch.look();
    }

    @AfterEach
    void removeAll() {
        steps.removeAll();
        DockerEngine.removeAll(label());
    }

    @Test
    @Tag("any-database")
    void adoptsOrRemovesWhateverAKillLeaves() throws Exception {
        var seed = System.nanoTime();
        System.out.println("InstanceKillIntegrationTests: seed " + seed);
        var random = new Random(seed);
        var packageId = steps.registered("mortals", "1.0.0", "");
        var kept = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            var id = UUID.randomUUID().toString();
            var removing = random.nextBoolean();
            instances.save(new PluginInstance(id, packages.find(packageId), local(), Instant.now()));
            drive(id, random, removing);
            if (!removing) {
                kept.add(id);
            }
            if (random.nextInt(4) == 0) {
                // Its row is lost, too: as after a database that was set back.
                database.sql("delete from plugin_instance where id = ?")
                        .param(id)
                        .update();
                kept.remove(id);
            }
        }

        watch.look();

        await().atMost(InstanceSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.of("mortals"))
                        .as("seed %d", seed)
                        .allSatisfy(
                                one -> assertThat(one.get("state").asString()).isEqualTo("HEALTHY"))
                        .extracting(one -> one.get("id").asString())
                        .containsExactlyInAnyOrderElementsOf(kept));
        assertThat(DockerEngine.containersWith(label())).as("seed %d", seed).hasSameSizeAs(kept);
        assertThat(secretFolders()).as("seed %d", seed).isEqualTo(kept.size());

        steps.removeAll();
        watch.look();
        assertThat(DockerEngine.containersWith(label())).as("seed %d", seed).isEmpty();
        assertThat(DockerEngine.docker("network", "ls", "-q", "--filter", "label=" + label()))
                .as("seed %d", seed)
                .isEmpty();
        assertThat(secretFolders()).as("seed %d", seed).isZero();
        assertThat(FakeAuthServer.shared().identity("plugin:mortals")).isEmpty();
    }

    @Test
    @Tag("any-database")
    void removesTheImageOfADeletedPackageAndNoOther() {
        var mark = UUID.randomUUID().toString();
        var image = dev.sextant.testsupport.TinyImage.healthy("deleted:1.0.0", mark);
        var packageId = steps.registered("deleted", "1.0.0", "", image);
        var id = steps.launch(packageId, "{}").text("id");
        steps.awaitState(id, "HEALTHY");
        watch.look();
        assertThat(DockerEngine.docker("images", "-q", "deleted")).isNotEmpty();
        steps.removeAll();
        steps.client().post("/platform/v1/plugin-packages/" + packageId + "/decommission");
        watch.look();
        assertThat(DockerEngine.docker("images", "-q", "deleted")).isNotEmpty();

        assertThat(steps.client()
                        .delete("/platform/v1/plugin-packages/" + packageId)
                        .status())
                .isEqualTo(204);
        watch.look();

        assertThat(DockerEngine.docker("images", "-q", "deleted")).isEmpty();
    }

    /** Drives the instance with an engine at one of whose calls, before it or after it, the process dies. */
    private void drive(String id, Random random, boolean removing) {
        var left = new AtomicInteger(1 + random.nextInt(MOST_CALLS));
        var after = random.nextBoolean();
        var driver = driver(new Engines(hosts, host -> dying(engines.of(host), left, after)));
        try {
            for (int step = 0; step < MOST_STEPS; step++) {
                driver.drive(id, true);
                if (removing && step == MOST_STEPS / 4) {
                    database.sql(
                                    "update plugin_instance set desired = 'REMOVED', state = 'STOPPING', revision = revision + 1 where id = ?")
                            .param(id)
                            .update();
                }
            }
        } catch (Killed dead) {
            // What follows is for whoever comes after.
        }
        if (removing) {
            database.sql(
                            "update plugin_instance set desired = 'REMOVED', state = 'STOPPING', revision = revision + 1 where id = ? and desired <> 'REMOVED'")
                    .param(id)
                    .update();
        }
    }

    /** As the application makes it, but nobody hears of what it writes. */
    private InstanceDriver driver(Engines dying) {
        var changes = new InstanceChanges(instances, events, event -> {}, transactions, InstantSource.system());
        return new InstanceDriver(
                instances,
                changes,
                dying,
                new InstanceLauncher(dying, packages, secrets, outside, names, surroundings, settings),
                new InstanceRemoval(instances, changes, dying, secrets, outside.identities(), names, settings),
                packages,
                pace,
                health);
    }

    private static ContainerRuntime dying(ContainerRuntime real, AtomicInteger left, boolean after) {
        return (ContainerRuntime) Proxy.newProxyInstance(
                ContainerRuntime.class.getClassLoader(),
                new Class<?>[] {ContainerRuntime.class},
                (proxy, method, arguments) -> {
                    var fatal = left.decrementAndGet() == 0;
                    if (fatal && !after) {
                        throw new Killed();
                    }
                    try {
                        var answer = method.invoke(real, arguments);
                        if (fatal) {
                            throw new Killed();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private String local() {
        return hosts.all().stream()
                .filter(host -> host.name().equals("local"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private long secretFolders() throws Exception {
        try (var folders = Files.list(Path.of("/dev/shm/sextant", installation.id()))) {
            return folders.count();
        }
    }

    private String label() {
        return "sextant.installation=" + installation.id();
    }

    private static final class Killed extends Error {}
}
