package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreProcess;
import dev.sextant.testsupport.DockerEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The core is killed in the midst of upgrades; the next one brings each to its end. */
class UpgradeKillIntegrationTests {
    private static final String BUCKET = "sextant-killed-upgrade";
    private static final int KILLS = 1;
    private static final int LONGEST_MS = 6000;

    @TempDir
    Path home;

    @Test
    void endsTheUpgradeThatAnotherBegan() throws Exception {
        var seed = System.nanoTime();
        System.out.println("UpgradeKillIntegrationTests: seed " + seed);
        var random = new Random(seed);
        try {
            var upgrade = "";
            var packages = new String[KILLS + 1];
            for (int kill = 0; kill <= KILLS; kill++) {
                try (var core = CoreProcess.start(home, BUCKET)) {
                    var steps = new InstanceSteps(core.port());
                    if (kill == 0) {
                        for (int version = 0; version <= KILLS; version++) {
                            packages[version] = steps.registered("reborn", (version + 1) + ".0.0", "database: {}");
                        }
                        steps.awaitState(steps.launch(packages[0], "{}").text("id"), "HEALTHY");
                    } else {
                        ended(steps, upgrade, kill, seed);
                    }
                    if (kill < KILLS) {
                        upgrade = begin(steps, packages[kill + 1]);
                        Thread.sleep(random.nextInt(LONGEST_MS));
                        core.kill();
                    } else {
                        steps.removeAll();
                    }
                }
            }
        } finally {
            DockerEngine.removeAll("sextant.installation=" + installation());
        }
    }

    private static String begin(InstanceSteps steps, String packageId) {
        var answer =
                steps.client().post("/platform/v1/plugin-upgrades", "{\"toPackageId\": \"%s\"}".formatted(packageId));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
        return answer.text("id");
    }

    private void ended(InstanceSteps steps, String upgrade, int kill, long seed) {
        await().atMost(InstanceSteps.PATIENCE).untilAsserted(() -> {
            var told = steps.client().get("/platform/v1/plugin-upgrades/" + upgrade);
            assertThat(told.text("state"))
                    .as("seed %d: %s", seed, told.response().body())
                    .isEqualTo("SUCCEEDED");
            assertThat(steps.of("reborn")).as("seed %d", seed).singleElement().satisfies(one -> {
                assertThat(one.get("version").asString()).isEqualTo((kill + 1) + ".0.0");
                assertThat(one.get("state").asString()).isEqualTo("HEALTHY");
            });
            assertThat(DockerEngine.containersWith("sextant.installation=" + installation()))
                    .as("seed %d", seed)
                    .hasSize(1);
        });
    }

    private String installation() throws Exception {
        return Files.readString(home.resolve("installation-id")).strip();
    }
}
