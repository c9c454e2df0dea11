package dev.sextant.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.Progress;
import dev.sextant.sdk.sample.Greetings;
import dev.sextant.sdk.sample.RunningPlugin;
import dev.sextant.sdk.sample.TestCore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ServicesIntegrationTests {

    private static final String GREET = "/greeter/v1/services/greet";
    private static final String SLOWLY = "/greeter/v1/services/greet-slowly";
    private static final String ONCE = "/greeter/v1/services/greet-once";

    private static final AtomicInteger TESTS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static TestCore core;
    private static RunningPlugin plugin;

    // One plugin serves all tests, so each has names of its own.
    private final int test = TESTS.incrementAndGet();
    private final String q = "q-" + test;
    private final String a = "a-" + test;
    private final String b = "b-" + test;

    @BeforeAll
    static void start() throws IOException {
        core = new TestCore();
        plugin = RunningPlugin.start(folder, core);
    }

    @BeforeEach
    void forget() {
        core.down = false;
        core.refused = 0;
        core.refusals.clear();
        Greetings greetings = plugin.get(Greetings.class);
        greetings.greeted.set(0);
        greetings.slow.clear();
        greetings.gate = new CountDownLatch(0);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        core.close();
    }

    @Test
    void answersEachRecordWithItsOwnOutcome() throws Exception {
        var answer = plugin.invoke(GREET, request(q, "greet", """
                {"callbackParameter":"a","name":"Ann","language":"ZH"},
                {"callbackParameter":"b","name":"nobody"},
                {"callbackParameter":"c","name":"trouble"}"""));

        assertThat(answer.status()).isEqualTo(200);
        var outputs = answer.body().path("results").path("outputs");
        assertThat(outputs.get(0).path("text").asString()).isEqualTo("你好 Ann");
        assertThat(outputs.get(0).path("errorCode").asString()).isEqualTo("0");
        assertThat(outputs.get(1).path("outcome").asString()).isEqualTo("UNREACHABLE");
        assertThat(outputs.get(1).path("reason").asString()).isEqualTo("NO_SUCH_PERSON");
        assertThat(outputs.get(2).path("reason").asString()).isEqualTo("PLUGIN_ERROR");
        assertThat(answer.body().toString()).doesNotContain("secret detail");
    }

    @Test
    void refusesOnlyTheRecordsWhoseInputIsWrong() throws Exception {
        var answer = plugin.invoke(GREET, request(q, "greet", """
                {"callbackParameter":"a"},
                {"callbackParameter":"b","name":"Ann","language":"XX","secret":"geheim"},
                {"callbackParameter":"c","name":"Ann","patience":"geheim"}"""));

        var outputs = answer.body().path("results").path("outputs");
        assertThat(outputs.get(0).path("errorMessage").asString()).contains("'name' is missing");
        assertThat(outputs.get(1).path("errorMessage").asString()).contains("'language' is none of EN, ZH");
        assertThat(outputs.get(2).path("errorMessage").asString()).contains("'patience'");
        assertThat(answer.body().toString()).doesNotContain("geheim");
        assertThat(plugin.get(Greetings.class).greeted).hasValue(0);
    }

    @Test
    void givesTheSameAnswerToTheSameCallAlsoAfterARestart() throws Exception {
        String body = request(q, "greet", "{\"callbackParameter\":\"a\",\"name\":\"Ann\"}");
        var first = plugin.invoke(GREET, body);
        String reordered = request(q, "greet", "{\"name\":\"Ann\",\"callbackParameter\":\"a\"}");

        var second = plugin.invoke(GREET, reordered);
        assertThat(second).isEqualTo(first);
        assertThat(plugin.get(Greetings.class).greeted).hasValue(1);

        restart();
        assertThat(plugin.invoke(GREET, body)).isEqualTo(first);
        assertThat(plugin.get(Greetings.class).greeted).hasValue(0);
    }

    @Test
    void refusesAnotherRequestUnderTheSameKey() throws Exception {
        plugin.invoke(GREET, request(q, "greet", "{\"callbackParameter\":\"a\",\"name\":\"Ann\"}"));

        var answer = plugin.invoke(GREET, request(q, "greet", "{\"callbackParameter\":\"a\",\"name\":\"Bob\"}"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void refusesWhatIsNoInvocation() throws Exception {
        assertThat(plugin.invoke(GREET, "nonsense").status()).isEqualTo(400);
        assertThat(plugin.invoke(GREET, "[]").status()).isEqualTo(400);
        assertThat(plugin.invoke(GREET, "{\"requestId\":{}}").status()).isEqualTo(400);
        assertThat(plugin.invoke(GREET, "{}").status()).isEqualTo(422);
        assertThat(plugin.invoke(GREET, request(q, "greet", "")).status()).isEqualTo(422);
        assertThat(plugin.invoke(GREET, request(q, "greet", "{\"name\":\"x\"}")).status())
                .isEqualTo(422);
        String four = "{\"callbackParameter\":\"%d\"}";
        assertThat(plugin.invoke(
                                GREET,
                                request(
                                        q,
                                        "greet",
                                        four.formatted(1) + "," + four.formatted(2) + "," + four.formatted(3) + ","
                                                + four.formatted(4)))
                        .status())
                .isEqualTo(422);
        assertThat(plugin.invoke("/greeter/v1/services/nothing", request(q, "x", "{\"callbackParameter\":\"a\"}"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void letsOnlyTheCoreIn() throws Exception {
        String body = request(q, "greet", "{\"callbackParameter\":\"a\",\"name\":\"Ann\"}");

        assertThat(plugin.send(GREET, body, null).status()).isEqualTo(401);
        assertThat(plugin.send(GREET, body, "greeter:read").status()).isEqualTo(403);
        assertThat(plugin.send("/greeter/v1/invocations/" + q, null, "greeter:read")
                        .status())
                .isEqualTo(403);
        assertThat(plugin.send("/health", null, null).body().path("status").asString())
                .isEqualTo("UP");
    }

    @Test
    void reportsOutputWhileItRunsAndCallsBackAtTheEnd() throws Exception {
        hold();
        var answer = plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));
        assertThat(answer.status()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(core.output(a)).isEqualTo("hello ".repeat(5)));
        assertThat(core.hasStarted(a)).isTrue();
        assertThat(status(q).path("state").asString()).isEqualTo("RUNNING");

        release();

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(core.output(a)).isEqualTo("hello ".repeat(10));
        assertThat(core.outcome(q, a).outputs()).containsEntry("bytes", 60);
        await().untilAsserted(
                        () -> assertThat(status(q).path("state").asString()).isEqualTo("FINISHED"));
        assertThat(plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10)).status()).isEqualTo(202);
        assertThat(plugin.get(Greetings.class).slow).hasSize(1);
    }

    @Test
    void carriesFiveMegabytesInOneLine() throws Exception {
        plugin.invoke(SLOWLY, slowly(q, "a", "x", 5_000_000));

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(core.output(a)).hasSize(5_000_000);
    }

    @Test
    void keepsTryingUntilTheCoreIsBack() throws Exception {
        core.down = true;
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 4));
        await().until(() -> core.refused > 1);

        core.down = false;

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(core.output(a)).isEqualTo("hello ".repeat(4));
    }

    @Test
    void goesOnAfterARestartWhereTheCoreLeftOff() throws Exception {
        hold();
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));
        await().untilAsserted(() -> assertThat(core.output(a)).isNotEmpty());

        restart();

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(plugin.get(Greetings.class).slow)
                .singleElement()
                .satisfies(invocation -> assertThat(invocation.resumed()).isTrue());
        assertThat(core.output(a)).isEqualTo("hello ".repeat(10));
    }

    @Test
    void handsOutputOnAfterARestartThoughTheRecordHadFinished() throws Exception {
        core.down = true;
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));
        await().until(() -> core.refused > 0);
        assertThat(status(q).path("results").path("outputs")).isEmpty();

        restart();
        core.down = false;

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(core.outcome(q, a).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(core.output(a)).isEqualTo("hello ".repeat(10));
    }

    @Test
    void neverRunsAgainWhatMayRunOnlyOnce() throws Exception {
        hold();
        plugin.invoke(ONCE, slowly(q, "a", "hello ", 10).replace("greet-slowly", "greet-once"));
        await().until(() -> !plugin.get(Greetings.class).slow.isEmpty());

        restart();

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(core.outcome(q, a).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(core.outcome(q, a).reason()).isEqualTo("PLUGIN_RESTARTED");
        assertThat(plugin.get(Greetings.class).slow).isEmpty();
    }

    @Test
    void deliversAfterARestartWhatTheCoreDidNotHear() throws Exception {
        core.down = true;
        plugin.invoke(ONCE, slowly(q, "a", "", 1).replace("greet-slowly", "greet-once"));
        await().untilAsserted(() ->
                assertThat(status(q).path("results").path("outputs")).hasSize(1));

        core.down = false;
        restart();

        await().untilAsserted(() -> assertThat(core.outcome(q, a).outcome()).isEqualTo(Outcome.SUCCEEDED));
    }

    @Test
    void cancelsOneRecordAndLeavesTheOther() throws Exception {
        hold();
        plugin.invoke(SLOWLY, request(q, "greet-slowly", """
                {"callbackParameter":"a","text":"x"},{"callbackParameter":"b","text":"y"}"""));
        await().until(() -> core.hasStarted(a) && core.hasStarted(b));

        assertThat(plugin.invoke(SLOWLY + "/cancel", "{\"requestId\":\"" + q + "\",\"records\":[\"" + a + "\"]}")
                        .status())
                .isEqualTo(202);
        await().untilAsserted(() ->
                assertThat(status(q).path("results").path("outputs")).hasSize(1));
        release();

        await().untilAsserted(() -> assertThat(core.callback(q)).hasSize(2));
        assertThat(core.outcome(q, a).outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(core.outcome(q, b).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void saysThatThereIsNoSuchServiceWhateverTheBody() throws Exception {
        for (String path : List.of(SLOWLY + "-none", SLOWLY + "-none/plan")) {
            for (String body : List.of("{}", "[", "{\"requestId\":\"r-none\",\"inputs\":[]}")) {
                RunningPlugin.Answer answer = plugin.invoke(path, body);

                assertThat(answer.status()).as(path + " " + body).isEqualTo(404);
                assertThat(answer.body().path("code").asString()).isEqualTo("SERVICE_UNKNOWN");
            }
        }
    }

    @Test
    void saysThatItNeverReceivedAnAttempt() throws Exception {
        assertThat(plugin.send("/greeter/v1/invocations/never", null, "greeter:invoke")
                        .status())
                .isEqualTo(404);
        assertThat(plugin.invoke(SLOWLY + "/cancel", "{\"requestId\":\"never\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void sealsWhatItStores() throws Exception {
        hold();
        plugin.invoke(SLOWLY, slowly(q, "a", "canary-3141", 1));
        await().until(() -> core.hasStarted(a));
        plugin.close();

        for (Path file : Files.list(folder).toList()) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("canary-3141");
        }
        plugin = RunningPlugin.start(folder, core);
        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        hold();
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));

        await().untilAsserted(() -> assertThat(core.progress).containsEntry(a, new Progress(a, 50, "Half of it")));
        assertThat(core.progress).containsEntry(q, new Progress(null, null, "Greeting"));
        release();
        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
    }

    @ParameterizedTest
    @CsvSource({"404, INVOCATION_NOT_FOUND", "409, INVOCATION_ENDED"})
    void stopsTheWorkOfAnAttemptThatTheCoreHasEnded(int status, String code) throws Exception {
        hold();
        core.refusals.put(q, TestCore.Refusal.of(status, code));
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));

        await().untilAsserted(
                        () -> assertThat(status(q).path("state").asString()).isEqualTo("FINISHED"));
        assertThat(status(q).at("/results/outputs/0/outcome").asString()).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @CsvSource({"404, GATEWAY_NOT_FOUND", "404, NOT_FOUND", "404,", "410,", "409,"})
    void keepsTryingWhenSomethingElseAnswersInThePlaceOfTheCore(int status, @Nullable String code) throws Exception {
        core.refusals.put(q, code == null ? new TestCore.Refusal(status, "") : TestCore.Refusal.of(status, code));
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));
        await().until(() -> core.refused > 1);

        core.refusals.clear();

        await().untilAsserted(() -> assertThat(core.callback(q)).containsKey(a));
        assertThat(core.outcome(q, a).outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(core.output(a)).isEqualTo("hello ".repeat(10));
    }

    @Test
    void goesOnWithTheWorkWhenTheCoreRefusesOnlyTheReport() throws Exception {
        core.refusals.put(q, TestCore.Refusal.of(403, "PERMISSION_MISSING"));
        plugin.invoke(SLOWLY, slowly(q, "a", "hello ", 10));

        await().untilAsserted(
                        () -> assertThat(status(q).path("state").asString()).isEqualTo("FINISHED"));
        assertThat(status(q).at("/results/outputs/0/outcome").asString()).isEqualTo("SUCCEEDED");
    }

    /** Patient, because other builds may want the cores. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private JsonNode status(String requestId) throws Exception {
        return plugin.send("/greeter/v1/invocations/" + requestId, null, "greeter:invoke")
                .body();
    }

    private void hold() {
        plugin.get(Greetings.class).gate = new CountDownLatch(1);
    }

    private void release() {
        plugin.get(Greetings.class).gate.countDown();
    }

    private void restart() throws IOException {
        plugin.close();
        plugin = RunningPlugin.start(folder, core);
    }

    private String slowly(String requestId, String record, String text, int times) {
        return request(
                requestId,
                "greet-slowly",
                "{\"callbackParameter\":\"%s\",\"text\":\"%s\",\"times\":%d}".formatted(record, text, times));
    }

    private String request(String requestId, String service, String inputs) {
        String own = inputs.replaceAll("(\"callbackParameter\":\"[^\"]+)\"", "$1-" + test + "\"");
        return "{\"requestId\":\"%s\",\"serviceName\":\"%s\",\"attempt\":1,\"inputs\":[%s]}"
                .formatted(requestId, service, own);
    }
}
