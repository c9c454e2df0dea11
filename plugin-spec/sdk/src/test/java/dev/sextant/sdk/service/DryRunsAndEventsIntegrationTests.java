package dev.sextant.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.sdk.sample.Greetings;
import dev.sextant.sdk.sample.RunningPlugin;
import dev.sextant.sdk.sample.TestCore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DryRunsAndEventsIntegrationTests {

    private static final String PLAN = "/greeter/v1/services/greet/plan";
    private static final String EVENTS = "/greeter/v1/events";

    @TempDir
    static Path folder;

    private static TestCore core;
    private static RunningPlugin plugin;

    @BeforeAll
    static void start() throws Exception {
        core = new TestCore();
        plugin = RunningPlugin.start(folder, core);
    }

    @BeforeEach
    void forget() {
        plugin.get(Greetings.class).heard.clear();
    }

    @AfterAll
    static void stop() {
        plugin.close();
        core.close();
    }

    @Test
    void tellsOfEachRecordWhatWouldBeDone() throws Exception {
        var answer = plugin.invoke(PLAN, request("""
                {"callbackParameter":"a","name":"Ann"},{"callbackParameter":"b","name":"nobody"},
                {"callbackParameter":"c"}"""));

        assertThat(answer.status()).isEqualTo(200);
        JsonNode records = answer.body().path("records");
        assertThat(records.get(0).path("callbackParameter").asString()).isEqualTo("a");
        assertThat(records.get(0).path("effect").asString()).isEqualTo("CHANGE");
        assertThat(records.get(0).at("/changes/0/after").asString()).isEqualTo("Hello Ann");
        assertThat(records.get(1).path("effect").asString()).isEqualTo("REFUSED");
        assertThat(records.get(1).path("summary").asString()).isEqualTo("Nobody is there");
        assertThat(records.get(2).path("summary").asString()).contains("'name' is missing");
    }

    @Test
    void doesNothingAndKeepsNothingForADryRun() throws Exception {
        plugin.invoke(PLAN, request("{\"callbackParameter\":\"a\",\"name\":\"Ann\"}"));

        assertThat(plugin.get(Greetings.class).greeted).hasValue(0);
        assertThat(plugin.send("/greeter/v1/invocations/plan-1", null, "greeter:invoke")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void cannotTellWhenTheDryRunFails() throws Exception {
        var answer = plugin.invoke(PLAN, request("{\"callbackParameter\":\"a\",\"name\":\"trouble\"}"));

        assertThat(answer.body().at("/records/0/effect").asString()).isEqualTo("UNKNOWN");
        assertThat(answer.body().toString()).doesNotContain("secret detail");
    }

    @Test
    void saysWhereThereIsNoDryRun() throws Exception {
        var answer = plugin.invoke(
                "/greeter/v1/services/greet-slowly/plan", request("{\"callbackParameter\":\"a\",\"text\":\"x\"}"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("code").asString()).isEqualTo("PLAN_UNKNOWN");
    }

    @Test
    void takesEventsInOrderAndPassesOverTheOthers() throws Exception {
        var answer = plugin.invoke(
                EVENTS, events(event(1, "run.changed"), event(2, "output.appended"), event(3, "node.changed")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("accepted").asString()).isEqualTo("3");
        assertThat(answer.body().has("problem")).isFalse();
        assertThat(plugin.get(Greetings.class).heard).containsExactly("1", "3");
    }

    @Test
    void acknowledgesOnlyWhatComesBeforeTheEventThatItFailsAt() throws Exception {
        String bad = event(5, "run.changed").replace("\"data\":{}", "\"data\":{\"trouble\":1}");

        var answer = plugin.invoke(EVENTS, events(event(4, "run.changed"), bad, event(6, "run.changed")));

        assertThat(answer.body().path("accepted").asString()).isEqualTo("4");
        assertThat(answer.body().path("problem").asString()).contains("heard").doesNotContain("secret detail");
        assertThat(plugin.get(Greetings.class).heard).containsExactly("4");
        assertThat(plugin.invoke(EVENTS, events(bad)).body().has("accepted")).isFalse();
    }

    @Test
    void takesEventsOnlyFromWhoMayInvoke() throws Exception {
        assertThat(plugin.send(EVENTS, events(event(1, "run.changed")), "greeter:read")
                        .status())
                .isEqualTo(403);
        assertThat(plugin.send(PLAN, request("{\"callbackParameter\":\"a\"}"), "greeter:read")
                        .status())
                .isEqualTo(403);
        assertThat(plugin.get(Greetings.class).heard).isEmpty();
    }

    private static String event(int id, String type) {
        return "{\"id\":\"%d\",\"type\":\"%s\",\"at\":\"2026-01-01T00:00:00Z\",\"data\":{}}".formatted(id, type);
    }

    private static String events(String... events) {
        return "{\"events\":[" + String.join(",", events) + "]}";
    }

    private static String request(String inputs) {
        return "{\"requestId\":\"plan-1\",\"serviceName\":\"greet\",\"attempt\":1,\"inputs\":[%s]}".formatted(inputs);
    }
}
