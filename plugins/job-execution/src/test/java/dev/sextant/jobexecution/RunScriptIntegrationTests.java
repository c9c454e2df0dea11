package dev.sextant.jobexecution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.ssh.OpenSshServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The whole plugin in its own process, between a gateway and a real sshd. */
class RunScriptIntegrationTests {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PATH = "/job-execution/v1/services/run-script";

    @TempDir
    static Path folder;

    private static OpenSshServer server;
    private static TestGateway gateway;
    private static Process plugin;

    @BeforeAll
    static void start() throws Exception {
        server = OpenSshServer.start();
        gateway = new TestGateway();
        Files.writeString(folder.resolve("sealing.key"), Base64.getEncoder().encodeToString(new byte[32]));
        plugin = startPlugin();
    }

    @AfterAll
    static void stop() throws Exception {
        plugin.destroyForcibly().waitFor();
        gateway.close();
        server.close();
    }

    @Test
    void endsEachRecordWithItsOwnOutcomeAndRunsARepeatedRequestOnce() throws Exception {
        Path lines = folder.resolve("mixed.lines");
        Map<String, Object> good = record("mixed-a", "echo x >> " + lines + "; echo \"$1\"; exit 3");
        good.put("arguments", List.of("it's $HOME"));
        Map<String, Object> bad = record("mixed-b", "echo x");
        bad.put("timeout", "P400D");
        Map<String, Object> unknown = record("mixed-c", "echo x");
        String request = request("mixed", good, bad, unknown);

        assertThat(post(PATH, request, "job-execution:invoke", "mixed").statusCode())
                .isEqualTo(202);
        assertThat(post(PATH, request, "job-execution:invoke", "mixed").statusCode())
                .isEqualTo(202);
        awaitOutcome("mixed-c");

        RecordOutcome failed = awaitOutcome("mixed-a");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.outputs()).containsEntry("exitCode", 3);
        assertThat(gateway.output("mixed-a")).isEqualTo("it's $HOME\n");
        assertThat(awaitOutcome("mixed-b").reason()).isEqualTo("INVALID_INPUT");
        assertThat(awaitOutcome("mixed-c").reason()).isEqualTo("CREDENTIAL_MISSING");
        assertThat(Files.readAllLines(lines)).hasSize(1);
        assertThat(post(PATH, request, "job-execution:invoke", "mixed").statusCode())
                .isEqualTo(202);
        assertThat(Files.readAllLines(lines)).hasSize(1);
        assertNothingHoldsTheCredential();
    }

    @Test
    void goesOnAfterItWasKilled() throws Exception {
        Path lines = folder.resolve("killed.lines");
        post(
                PATH,
                request("killed", record("killed-a", "echo x >> " + lines + "; echo begun; sleep 8; echo ended")),
                "job-execution:invoke",
                "killed");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.output("killed-a").equals("begun\n"));
        restartAfterKill();

        assertThat(awaitOutcome("killed-a").outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(gateway.output("killed-a")).isEqualTo("begun\nended\n");
        assertThat(Files.readAllLines(lines)).hasSize(1);
    }

    @Test
    void handsOnWhatTheCoreMissedThoughItWasKilledAfterTheEnd() throws Exception {
        Path lines = folder.resolve("missed.lines");
        Path go = folder.resolve("go");
        String script = "echo x >> %s; echo begun; until [ -e %s ]; do sleep 0.1; done; echo ended; exit 4";
        post(
                PATH,
                request("missed", record("missed-a", script.formatted(lines, go))),
                "job-execution:invoke",
                "missed");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.output("missed-a").equals("begun\n"));
        gateway.away(true);
        Files.createFile(go);
        await().atMost(Duration.ofSeconds(60)).until(RunScriptIntegrationTests::logsAFailedReport);
        restartAfterKill();
        gateway.away(false);

        RecordOutcome outcome = awaitOutcome("missed-a");
        assertThat(outcome.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(outcome.outputs()).containsEntry("exitCode", 4);
        assertThat(gateway.output("missed-a")).isEqualTo("begun\nended\n");
        assertThat(Files.readAllLines(lines)).hasSize(1);
    }

    @Test
    void showsHostKeysOnlyToThosePermitted() throws Exception {
        String path = "/job-execution/v1/host-keys/scan";
        String body = "{\"address\":\"127.0.0.1\",\"port\":" + server.port() + "}";

        HttpResponse<String> shown = post(path, body, "job-execution:use", null);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(shown.body()).path("items").get(0).path("key").asString())
                .isEqualTo(server.hostKey());
        assertThat(post(path, body, "job-execution:read", null).statusCode()).isEqualTo(403);
        assertThat(post(path, body, null, null).statusCode()).isEqualTo(401);
        assertThat(post(path, "{\"address\":\"169.254.169.254\"}", "job-execution:use", null)
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(path, "{}", "job-execution:use", null).statusCode()).isEqualTo(422);
    }

    private static void assertNothingHoldsTheCredential() throws IOException {
        String canary = server.clientKey().lines().skip(2).findFirst().orElseThrow();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain(canary));
        }
    }

    private static RecordOutcome awaitOutcome(String record) {
        await().atMost(Duration.ofSeconds(90))
                .until(() -> gateway.outcome(record).isPresent());
        return gateway.outcome(record).orElseThrow();
    }

    private static Map<String, Object> record(String id, String script) {
        if (!id.equals("mixed-c")) {
            gateway.holds(id, server.user(), server.clientKey());
        }
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("callbackParameter", id);
        input.put("script", script);
        input.put("host", id);
        input.put("address", server.address());
        input.put("port", server.port());
        input.put("hostKey", server.hostKey());
        return input;
    }

    @SafeVarargs
    private static String request(String id, Map<String, Object>... records) {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        request.put("requestId", id);
        request.put("operator", "user:admin");
        request.put("serviceName", "run-script");
        request.put("servicePath", PATH);
        request.put("attempt", 1);
        request.put("entityInstances", List.of());
        request.put("inputs", List.of(records));
        request.put("timeout", "PT1H");
        return JSON.writeValueAsString(request);
    }

    private static HttpResponse<String> post(
            String path, String body, @Nullable String permission, @Nullable String key) throws Exception {
        String port = Files.readString(folder.resolve("port"));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (permission != null) {
            request.header(
                    "Authorization",
                    TestIdentities.shared()
                            .service("platform-core", permission)
                            .audience("job-execution")
                            .bearer());
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static boolean logsAFailedReport() throws IOException {
        return Files.readString(folder.resolve("plugin.log")).contains("could not be delivered");
    }

    private static void restartAfterKill() throws Exception {
        plugin.destroyForcibly().waitFor();
        Files.delete(folder.resolve("port"));
        plugin = startPlugin();
    }

    private static Process startPlugin() throws Exception {
        var publicKey = TestIdentities.shared().publicKey("test-key").orElseThrow();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PluginProcess.class.getName(),
                        folder.toString(),
                        gateway.address(),
                        Base64.getEncoder().encodeToString(publicKey.getEncoded()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("plugin.log").toFile()))
                .start();
        await().atMost(Duration.ofSeconds(120)).until(() -> ready(process));
        return process;
    }

    private static boolean ready(Process process) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(folder.resolve("plugin.log")));
        }
        return Files.exists(folder.resolve("port"));
    }
}
