package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.FakeAuthServer;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.invocation.OpenInvocations;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.TinyImage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@CoreIntegrationTest
class PluginUpgradeIntegrationTests {
    private static final String UPGRADES = "/platform/v1/plugin-upgrades";

    @Autowired
    Installation installation;

    @Autowired
    UpgradeScheduler scheduler;

    @Autowired
    PluginUpgrades upgrades;

    @Autowired
    UpgradeChanges changes;

    @Autowired
    InstanceAdding adding;

    @Autowired
    UpgradeSurroundings surroundings;

    @Autowired
    OpenInvocations invocations;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    InstanceSteps steps;

    @BeforeEach
    void signIn() {
        steps = new InstanceSteps(port);
    }

    @AfterEach
    void removeAll() {
        steps.removeAll();
        DockerEngine.removeAll("sextant.installation=" + installation.id());
    }

    @Test
    void putsTheNewVersionInThePlaceOfTheOldWithoutAMomentOfSilence() {
        var first = steps.registered("blue", "1.0.0", "permissions: [\"inventory:reveal\"]");
        var second = steps.registered("blue", "2.0.0", "");
        steps.scale(first, 2);
        awaitHealthy("blue", "1.0.0", 2);

        var upgrade = begin(second);
        var silent = new AtomicBoolean();
        await().atMost(InstanceSteps.PATIENCE).until(() -> {
            silent.compareAndSet(false, routesOf("blue").isEmpty());
            return isOver(upgrade);
        });

        assertThat(state(upgrade)).isEqualTo("SUCCEEDED");
        assertThat(silent).isFalse();
        assertThat(steps.of("blue"))
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.get("version").asString()).isEqualTo("2.0.0"))
                .allSatisfy(one -> assertThat(one.get("upgradeId").isNull()).isTrue());
        assertThat(containers("blue")).hasSize(2);
        assertThat(routesOf("blue")).hasSize(2);
        assertThat(statesTold(upgrade)).containsExactly("LAUNCHING", "DRAINING", "RETIRING", "SUCCEEDED");
    }

    @Test
    void takesItselfBackWhenTheNewVersionIsNotWell() {
        var first = steps.registered("green", "1.0.0", "permissions: [\"inventory:reveal\"]");
        var second = steps.registered(
                "green", "2.0.0", "", TinyImage.running("green:2.0.0", "echo no such table; sleep 0.2; exit 3"));
        var id = steps.launch(first, "{}").text("id");
        var container = steps.awaitState(id, "HEALTHY").get("containerId").asString();

        var upgrade = begin(second);
        assertThat(steps.client().delete("/platform/v1/plugin-instances/" + id).text("code"))
                .isEqualTo("UPGRADE_UNDER_WAY");
        assertThat(steps.launch(first, "{}").text("code")).isEqualTo("UPGRADE_UNDER_WAY");
        assertThat(steps.client().post(UPGRADES, request(second)).text("code")).isEqualTo("UPGRADE_UNDER_WAY");
        awaitOver(upgrade);

        var told = upgrade(upgrade);
        assertThat(told.get("state").asString()).isEqualTo("RETURNED");
        assertThat(told.at("/problem/code").asString()).isEqualTo("CONTAINER_EXITED");
        assertThat(told.get("lastLog").asString()).contains("no such table");
        assertThat(containers("green")).containsExactly(container);
        assertThat(routesOf("green"))
                .extracting(route -> route.get("instanceId").asString())
                .containsExactly(id);
        assertThat(FakeAuthServer.shared().identity("plugin:green"))
                .hasValueSatisfying(identity ->
                        assertThat(identity.get("permissions").toString()).contains("inventory:reveal"));
        assertThat(statesTold(upgrade)).containsExactly("LAUNCHING", "RETURNING", "RESTORING", "RETURNED");
    }

    @Test
    @Tag("any-database")
    void givesThePluginsDataOneWriterAtEachMoment() {
        var first = steps.registered("writer", "1.0.0", "database: {}");
        var second = steps.registered("writer", "2.0.0", "database: {}");
        var broken = steps.registered(
                "writer", "3.0.0", "database: {}", TinyImage.running("writer:3.0.0", "sleep 0.2; exit 1"));
        steps.awaitState(steps.launch(first, "{}").text("id"), "HEALTHY");

        assertThat(mostContainersDuring(begin(second))).isEqualTo(1);
        awaitHealthy("writer", "2.0.0", 1);
        var failing = begin(broken);
        assertThat(mostContainersDuring(failing)).isEqualTo(1);

        assertThat(state(failing)).isEqualTo("RETURNED");
        awaitHealthy("writer", "2.0.0", 1);
        assertThat(statesTold(failing))
                .containsExactly("STOPPING_OLD", "LAUNCHING", "RETURNING", "RESTORING", "RETURNED");
    }

    @Test
    void canBeAbortedUntilTheNewInstancesAreCalled() {
        var first = steps.registered("abort", "1.0.0", "");
        var second = steps.registered(
                "abort", "2.0.0", "", TinyImage.running("abort:2.0.0", "trap 'exit 0' TERM; sleep 600 & wait"));
        var id = steps.launch(first, "{}").text("id");
        steps.awaitState(id, "HEALTHY");
        var upgrade = begin(second);

        assertThat(steps.client().post(UPGRADES + "/" + upgrade + "/abort").status())
                .isEqualTo(202);
        assertThat(steps.client().post(UPGRADES + "/" + upgrade + "/abort").text("code"))
                .isEqualTo("UPGRADE_REFUSED");
        awaitOver(upgrade);

        assertThat(upgrade(upgrade).at("/problem/code").asString()).isEqualTo("UPGRADE_ABORTED");
        assertThat(steps.of("abort"))
                .extracting(one -> one.get("id").asString())
                .containsExactly(id);
    }

    @Test
    void refusesWhatIsNoUpgrade() {
        var alone = steps.registered("alone", "1.0.0", "");
        assertThat(steps.client().post(UPGRADES, request(alone)).text("code")).isEqualTo("UPGRADE_REFUSED");
        steps.launch(alone, "{}");
        assertThat(steps.client().post(UPGRADES, request(alone)).text("code")).isEqualTo("UPGRADE_REFUSED");
        assertThat(steps.client().post(UPGRADES, request("nothing")).text("code"))
                .isEqualTo("PACKAGE_NOT_FOUND");
        assertThat(steps.client().post(UPGRADES, "{}").text("code")).isEqualTo("UPGRADE_INVALID");
        assertThat(steps.client().get(UPGRADES + "/nothing").text("code")).isEqualTo("UPGRADE_NOT_FOUND");
        assertThat(steps.client().get(UPGRADES + "?plugin=alone").json().get("items"))
                .isEmpty();
    }

    @Test
    void letsTheCallsOfTheOldInstancesEndButNotForGood() {
        var first = steps.registered("calls", "1.0.0", "");
        var second = steps.registered("calls", "2.0.0", "");
        var third = steps.registered("calls", "3.0.0", "");
        steps.awaitState(steps.launch(first, "{}").text("id"), "HEALTHY");
        String upgrade;
        synchronized (scheduler) {
            openCall("calls");
            upgrade = draining(second);
            driver(Duration.ofSeconds(10)).drive(upgrade);
            assertThat(state(upgrade)).isEqualTo("DRAINING");
            endCalls("calls");
            driver(Duration.ofSeconds(10)).drive(upgrade);
            assertThat(state(upgrade)).isEqualTo("RETIRING");
        }
        awaitOver(upgrade);
        synchronized (scheduler) {
            openCall("calls");
            upgrade = draining(third);
            driver(Duration.ofHours(1)).drive(upgrade);
            assertThat(state(upgrade)).isEqualTo("RETIRING");
            endCalls("calls");
        }
        awaitOver(upgrade);
    }

    private String draining(String packageId) {
        var upgrade = begin(packageId);
        await().atMost(InstanceSteps.PATIENCE).until(() -> {
            if (state(upgrade).equals("LAUNCHING")) {
                driver(Duration.ZERO).drive(upgrade);
            }
            return state(upgrade).equals("DRAINING");
        });
        return upgrade;
    }

    /** A driver whose clock is ahead. */
    private UpgradeDriver driver(Duration later) {
        return new UpgradeDriver(
                upgrades,
                changes,
                adding,
                surroundings,
                invocations,
                new TransactionTemplate(transactions),
                () -> Instant.now().plus(later));
    }

    private void openCall(String plugin) {
        var far = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        var owner = database.sql("select id from core_member")
                .query(String.class)
                .list()
                .getFirst();
        database.sql("""
                        insert into invocation (id, run_id, node_run_id, node_id, attempt, siblings, record_count, plugin, target, state,
                        owner, fence, next_at, deadline, tries, opened_at)
                        values (?, 'run', 'node', 'node', 1, 1, 1, ?, '{}', 'ACCEPTED', ?, 1, ?, ?, 0, ?)""")
                .params(
                        UUID.randomUUID().toString(),
                        plugin,
                        owner,
                        far,
                        far,
                        Instant.now().toEpochMilli())
                .update();
    }

    private void endCalls(String plugin) {
        database.sql("delete from invocation where plugin = ?").param(plugin).update();
    }

    /** Before each transition and after each, the driver dies; the next one, made anew, goes on from what is stored. */
    @Test
    void goesOnWhereverItWasKilled() {
        var first = steps.registered("killed", "1.0.0", "");
        var second = steps.registered("killed", "2.0.0", "");
        var broken = steps.registered("killed", "3.0.0", "", TinyImage.running("killed:3.0.0", "sleep 0.2; exit 1"));
        steps.awaitState(steps.launch(first, "{}").text("id"), "HEALTHY");
        synchronized (scheduler) {
            assertThat(driveKilled(begin(second))).containsExactly("LAUNCHING", "DRAINING", "RETIRING", "SUCCEEDED");
            assertThat(driveKilled(begin(broken))).containsExactly("LAUNCHING", "RETURNING", "RESTORING", "RETURNED");
        }
        awaitHealthy("killed", "2.0.0", 1);
        assertThat(containers("killed")).hasSize(1);
    }

    private List<String> driveKilled(String id) {
        var seen = new ArrayList<>(List.of(state(id)));
        var died = new HashSet<String>();
        await().atMost(InstanceSteps.PATIENCE).until(() -> {
            var before = state(id);
            if (died.add(before + " before") && !steps(before, id, KilledTransactions.BEFORE)) {
                died.remove(before + " before");
            }
            assertThat(state(id)).as("a transition that was not committed").isEqualTo(before);
            steps(before, id, KilledTransactions.AFTER);
            if (!state(id).equals(before)) {
                seen.add(state(id));
            }
            return isOver(id);
        });
        return seen;
    }

    /** One step of a driver that dies; whether it came so far that it had something to lose. */
    private boolean steps(String state, String id, boolean before) {
        var dying = new KilledTransactions(transactions, before);
        var driver =
                new UpgradeDriver(upgrades, changes, adding, surroundings, invocations, dying, InstantSource.system());
        try {
            driver.drive(id);
            return false;
        } catch (Killed dead) {
            return true;
        }
    }

    private String begin(String packageId) {
        var answer = steps.client().post(UPGRADES, request(packageId));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.text("id");
    }

    private static String request(String packageId) {
        return "{\"toPackageId\": \"%s\"}".formatted(packageId);
    }

    private JsonNode upgrade(String id) {
        return steps.client().get(UPGRADES + "/" + id).json();
    }

    private String state(String id) {
        return upgrade(id).get("state").asString();
    }

    private boolean isOver(String id) {
        return !upgrade(id).get("endedAt").isNull();
    }

    private void awaitOver(String id) {
        await().atMost(InstanceSteps.PATIENCE).until(() -> isOver(id));
    }

    private void awaitHealthy(String plugin, String version, int count) {
        await().atMost(InstanceSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.of(plugin)).hasSize(count).allSatisfy(one -> {
                    assertThat(one.get("version").asString()).isEqualTo(version);
                    assertThat(one.get("state").asString()).isEqualTo("HEALTHY");
                }));
    }

    private int mostContainersDuring(String upgrade) {
        var counts = new ArrayList<Integer>();
        await().atMost(InstanceSteps.PATIENCE).until(() -> {
            counts.add((int) DockerEngine.docker("ps", "-q", "--filter", "label=sextant.plugin=writer")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .count());
            return isOver(upgrade);
        });
        return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private List<JsonNode> routesOf(String plugin) {
        return steps.routes().stream()
                .filter(route -> route.get("plugin").asString().equals(plugin))
                .toList();
    }

    private List<String> containers(String plugin) {
        return DockerEngine.containersWith("sextant.plugin=" + plugin);
    }

    /** What the feed says of the upgrade's way. */
    private List<String> statesTold(String upgrade) {
        var told = new ArrayList<String>();
        Set<String> pages = new HashSet<>();
        var next = "";
        while (pages.add(next)) {
            var page = events(next);
            page.json()
                    .get("items")
                    .valueStream()
                    .filter(event -> event.get("type").asString().equals("upgrade.changed"))
                    .filter(event -> event.at("/data/upgradeId").asString().equals(upgrade))
                    .forEach(event -> told.add(event.at("/data/state").asString()));
            next = page.json().path("next").isNull() ? next : page.text("next");
        }
        return told;
    }

    private CoreClient.Answer events(String after) {
        return steps.client().get("/platform/v1/events?limit=500" + (after.isEmpty() ? "" : "&after=" + after));
    }

    private static final class Killed extends Error {}

    /** Transactions in which the process dies: just before the commit, or just after it. */
    private static final class KilledTransactions extends TransactionTemplate {
        static final boolean BEFORE = true;
        static final boolean AFTER = false;

        private final boolean before;

        KilledTransactions(PlatformTransactionManager manager, boolean before) {
            super(manager);
            this.before = before;
        }

        @Override
        @SuppressWarnings("NullAway") // what a dying transaction returns is seen by nobody
        public <T extends @Nullable Object> T execute(TransactionCallback<T> work) {
            if (before) {
                return super.execute(status -> {
                    work.doInTransaction(status);
                    throw new Killed();
                });
            }
            super.execute(work);
            throw new Killed();
        }
    }
}
