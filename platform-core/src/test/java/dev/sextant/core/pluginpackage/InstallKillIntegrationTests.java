package dev.sextant.core.pluginpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.archive.SigningKeys;
import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreProcess;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The core is killed in the midst of uploads: each package is wholly there afterwards, or not at all. */
class InstallKillIntegrationTests {
    private static final String PACKAGES = "/platform/v1/plugin-packages";
    private static final String BUCKET = "sextant-killed";
    private static final int KILLS = 2;
    private static final int UPLOADERS = 3;
    private static final int MOST_ANSWERS = 9;

    private static final KeyPair KEYS = SigningKeys.generate();

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger patch = new AtomicInteger();

    @TempDir
    Path home;

    @Test
    void keepsWhatItAnsweredAndNothingHalf() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            try (var core = CoreProcess.start(home, BUCKET)) {
                if (kill == 0) {
                    trust(core);
                }
                nothingIsHalf(core, seed);
                uploadUntilKilled(core, 1 + random.nextInt(MOST_ANSWERS));
            }
        }
        try (var core = CoreProcess.start(home, BUCKET)) {
            nothingIsHalf(core, seed);
            assertThat(CoreClient.administrator(core.port())
                            .upload(PluginArchive.of("killed", "1.0." + patch.incrementAndGet()))
                            .status())
                    .isEqualTo(201);
        }
    }

    /** Several uploads are under way, each at another point, when one of them is answered and the kill comes. */
    private void uploadUntilKilled(CoreProcess core, int answers) throws InterruptedException {
        var left = new CountDownLatch(answers);
        try (var uploaders = Executors.newFixedThreadPool(UPLOADERS)) {
            IntStream.range(0, UPLOADERS).forEach(n -> uploaders.execute(() -> upload(core, left)));
            var answersCame = left.await(3, TimeUnit.MINUTES);
            core.kill();
            assertThat(answersCame).as("uploads are answered before the kill").isTrue();
        }
    }

    private void upload(CoreProcess core, CountDownLatch left) {
        var client = CoreClient.administrator(core.port());
        while (true) {
            var version = "1.0." + patch.incrementAndGet();
            try {
                var added = client.upload(SignedArchive.of("killed", version, KEYS));
                if (added.status() == 201) {
                    answered.add(version);
                    client.post(PACKAGES + "/" + added.text("id") + "/register", "{\"acceptOlder\": true}");
                }
                left.countDown();
            } catch (IllegalStateException killed) {
                return;
            }
        }
    }

    private void nothingIsHalf(CoreProcess core, long seed) throws Exception {
        var packages = packages(core);
        assertThat(packages)
                .as("seed %d", seed)
                .extracting(found -> found.get("version").asString())
                .doesNotHaveDuplicates()
                .containsAll(answered);
        isTruthful(core, packages, seed);
        // The sweep goes on after the start.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(digestsOfObjects())
                        .as("seed %d", seed)
                        .containsExactlyInAnyOrderElementsOf(packages.stream()
                                .map(found -> found.get("digest").asString())
                                .toList()));
        try (var staged = Files.list(home.resolve("data/platform-core/staging"))) {
            assertThat(staged).as("seed %d", seed).isEmpty();
        }
    }

    /** What came with a package in one transaction is there with it: its seal, its version among those seen, its services. */
    private static void isTruthful(CoreProcess core, List<JsonNode> packages, long seed) {
        assertThat(packages)
                .as("seed %d", seed)
                .allSatisfy(found ->
                        assertThat(found.at("/signature/verdict").asString()).isEqualTo("SIGNED"));
        var highest = packages.stream()
                .map(found -> SemanticVersion.of(found.get("version").asString()))
                .max(Comparator.naturalOrder());
        highest.ifPresent(top -> assertThat(packages)
                .as("seed %d", seed)
                .allSatisfy(found -> assertThat(found.get("olderThan").isNull())
                        .isEqualTo(found.get("version").asString().equals(top.toString()))));
        var services = CoreClient.administrator(core.port())
                .get("/platform/v1/plugin-services?plugin=killed&limit=500")
                .json()
                .get("items")
                .valueStream()
                .map(service -> service.get("version").asString())
                .toList();
        assertThat(packages.stream()
                        .filter(found -> found.get("state").asString().equals("REGISTERED"))
                        .map(found -> found.get("version").asString()))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(services);
    }

    private static void trust(CoreProcess core) {
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of("name", "Us", "publicKey", SigningKeys.publicPem(KEYS.getPublic())));
        assertThat(CoreClient.administrator(core.port())
                        .post("/platform/v1/trusted-keys", body)
                        .status())
                .isEqualTo(201);
    }

    private static List<JsonNode> packages(CoreProcess core) {
        return CoreClient.administrator(core.port())
                .get(PACKAGES + "?limit=500")
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    private static List<String> digestsOfObjects() throws Exception {
        var folder = S3Server.shared().objects().resolve(BUCKET).resolve("packages");
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (var objects = Files.list(folder)) {
            return objects.map(InstallKillIntegrationTests::digest).toList();
        }
    }

    private static String digest(Path object) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(object)));
        } catch (IOException | java.security.NoSuchAlgorithmException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
