package dev.sextant.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.event.Event;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreClient.Answer;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.event.Events;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.testsupport.S3Server;
import dev.sextant.testsupport.TestIdentities;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CoreIntegrationTest
@SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
class RunApiIntegrationTests {
    private static final FakePlugin PLUGIN = start();
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    PluginServices services;

    @Autowired
    Events events;

    @Autowired
    JdbcTemplate jdbc;

    @LocalServerPort
    int port;

    private CoreClient admin;
    private CoreClient plugin;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry properties) {
        properties.add("sextant.gateway-url", () -> PLUGIN.url().toString());
    }

    @BeforeEach
    void reset() {
        PLUGIN.reset();
        services.publish("probe-package", FakePlugin.manifest());
        admin = CoreClient.administrator(port);
        plugin = new CoreClient(port, TestIdentities.shared().plugin("probe").permissions("invocations:report"));
    }

    @AfterAll
    static void close() {
        PLUGIN.close();
    }

    @Test
    void drawsDeploysStartsAndReadsARun() {
        String bpmn = Bpmn.sequence(Bpmn.task("only", "sync", Bpmn.parameter("text", "CONSTANT", "hi")));
        Answer created = post("/platform/v1/workflows", Map.of("name", "One node", "draft", bpmn));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.response().headers().firstValue("ETag")).isPresent();
        String workflow = created.text("id");
        Answer checked = post("/platform/v1/workflows/" + workflow + "/check", Map.of("bpmn", "<nothing/>"));
        assertThat(checked.json().path("problems").path(0).path("code").asString())
                .isEqualTo("NOT_BPMN");
        Answer deployed = admin.post("/platform/v1/workflows/" + workflow + "/deploy");
        assertThat(deployed.status()).isEqualTo(201);
        assertThat(deployed.json().path("nodes").path(1).path("service").asString())
                .isEqualTo("probe:sync@1.0.0");
        String run = startRun(deployed.text("id"), "a", "b");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/platform/v1/runs/" + run).text("state").equals("SUCCEEDED"));
        JsonNode read = admin.get("/platform/v1/runs/" + run).json();
        assertThat(read.path("outcomes").path("SUCCEEDED").asInt()).isEqualTo(2);
        JsonNode nodes = admin.get("/platform/v1/runs/" + run + "/nodes").json();
        assertThat(nodes.path("items").path(0).path("state").asString()).isEqualTo("SUCCEEDED");
        Answer first = admin.get("/platform/v1/runs/" + run + "/nodes/only/records?limit=1");
        assertThat(first.json().path("items").size()).isEqualTo(1);
        Answer second =
                admin.get("/platform/v1/runs/" + run + "/nodes/only/records?limit=1&after=" + first.text("next"));
        assertThat(second.json().path("items").path(0).path("recordId").asString())
                .isEqualTo("b");
        assertThat(admin.get("/platform/v1/runs?state=SUCCEEDED&search=one")
                        .json()
                        .path("items")
                        .size())
                .isPositive();
        assertThat(admin.get("/platform/v1/events?runId=" + run)
                        .json()
                        .path("items")
                        .size())
                .isGreaterThan(3);
    }

    @Test
    void tellsTheVariablesOfARunWithoutTheSecretOnes() {
        Answer version =
                deployed(Bpmn.sequence(Bpmn.task("only", "plain", Bpmn.parameter("text", "VARIABLE", "word"))));
        JsonNode asked = version.json().path("variables");
        assertThat(asked.path(0).path("name").asString()).isEqualTo("word");
        assertThat(asked.path(0).path("required").asBoolean()).isTrue();
        assertThat(asked.path(1).path("name").asString()).isEqualTo("api-token");
        assertThat(asked.path(1).path("secret").asBoolean()).isTrue();
        Map<String, String> given = Map.of("word", "hello", "api-token", "sealed lips", "api-tokem", "mistyped lips");
        Answer started = post("/platform/v1/runs", Map.of("workflowVersionId", version.text("id"), "variables", given));
        String path = "/platform/v1/runs/" + started.text("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get(path).text("state").equals("SUCCEEDED"));
        Answer told = admin.get(path + "/variables");
        assertThat(told.status()).as(told.response().body()).isEqualTo(200);
        assertThat(told.response().body()).contains("hello").doesNotContain("lips");
        assertThat(told.json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("name").asString() + " "
                                + one.path("given").asBoolean() + " "
                                + one.path("nodes").size()))
                .containsExactly("word true 1", "api-token true 1", "api-tokem true 0");
        assertThat(admin.get("/platform/v1/runs/nothing/variables").status()).isEqualTo(404);
    }

    @Test
    void tellsAllProblemsOfADraftWithTheirPlace() {
        Answer created = post(
                "/platform/v1/workflows",
                Map.of(
                        "name",
                        "Bad",
                        "draft",
                        Bpmn.process("<bpmn:scriptTask id=\"bad\"/><bpmn:startEvent id=\"s\"/>")));
        Answer refused = admin.post("/platform/v1/workflows/" + created.text("id") + "/deploy");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("errors").size()).isGreaterThan(1);
        assertThat(refused.json().path("errors").path(0).path("line").asInt()).isPositive();
    }

    @Test
    void keepsOutputByItsOffsetWhateverItsBytes() {
        PLUGIN.hold = true;
        String run = startRun(deploy("async"), "a");
        String call = awaitCall();
        byte[] bytes = new byte[5 * 1024 * 1024];
        Arrays.fill(bytes, (byte) 'x');
        bytes[0] = (byte) 0xff;
        assertThat(report(call, chunk("a", 0, Arrays.copyOf(bytes, 3_000_001)))
                        .json()
                        .path("accepted")
                        .path("a")
                        .asInt())
                .isEqualTo(3_000_001);
        Answer gap = report(call, chunk("a", 4_000_000, new byte[] {1}));
        assertThat(gap.status()).isEqualTo(409);
        assertThat(gap.text("detail")).contains("3000001");
        assertThat(report(call, chunk("a", 2_000_000, Arrays.copyOfRange(bytes, 2_000_000, bytes.length)))
                        .status())
                .isEqualTo(200);
        byte[] tail = "\n你好\n".getBytes(StandardCharsets.UTF_8);
        report(call, chunk("a", bytes.length, Arrays.copyOf(tail, 2)));
        report(call, chunk("a", bytes.length + 2, Arrays.copyOfRange(tail, 2, tail.length)));
        PLUGIN.finish();
        assertThat(callback(call, "a").status()).isEqualTo(200);
        assertThat(callback(call, "a").status()).isEqualTo(200);
        String path = "/platform/v1/runs/" + run + "/nodes/only/records/a/output";
        String text = readAll(path);
        assertThat(text).hasSize(bytes.length + 4).startsWith("\ufffdx").endsWith("x\n你好\n");
        Answer raw = admin.get(path + "/raw");
        assertThat(raw.response().headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        Answer stream = admin.send(admin.request(path + "?after=" + bytes.length)
                .header("Accept", "text/event-stream")
                .GET());
        assertThat(stream.response().body()).contains("event:chunk").contains("event:end");
    }

    @Test
    void tellsGrowingOutputAtMostOnceASecondAndOnceAtTheEnd() {
        PLUGIN.hold = true;
        String run = startRun(deploy("async"), "a");
        String call = awaitCall();
        int reports = 25;
        for (int i = 0; i < reports - 1; i++) {
            report(call, chunk("a", i, new byte[] {'x'}));
        }
        int before = appended(run).size();
        report(call, chunk("a", reports - 1, new byte[] {'y'}));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(appended(run)).hasSizeGreaterThan(before));
        List<Instant> told = appended(run);
        for (int i = 1; i < told.size(); i++) {
            assertThat(Duration.between(told.get(i - 1), told.get(i))).isGreaterThan(Duration.ofMillis(950));
        }
        PLUGIN.finish();
        callback(call, "a");
    }

    @Test
    void leavesNoObjectOfAReportThatFailedHalfWay() {
        PLUGIN.hold = true;
        String run = startRun(deploy("async"), "a");
        String call = awaitCall();
        // The index refuses the chunk when its object is written already.
        jdbc.update(
                "insert into output_chunk (invocation_id, record_id, start_at, length, stream, read_at, object_key,"
                        + " object_offset) values (?, 'a', 0, 1, 'OUT', 0, 'nowhere', 0)",
                call);
        assertThat(report(call, chunk("a", 0, new byte[] {'x'})).status()).isGreaterThanOrEqualTo(400);
        assertThat(objects(run)).isEmpty();
        jdbc.update("delete from output_chunk where invocation_id = ?", call);
        assertThat(report(call, chunk("a", 0, new byte[] {'x'})).status()).isEqualTo(200);
        assertThat(objects(run)).hasSize(1);
        assertThat(jdbc.queryForList("select object_key from storage_intent")).isEmpty();
        PLUGIN.finish();
        callback(call, "a");
    }

    @Test
    void tellsOfATerminatedRunWhichNodesItNeverReached() {
        PLUGIN.hold = true;
        String parameter = Bpmn.parameter("text", "CONSTANT", "hi");
        String version = deployBpmn(
                Bpmn.sequence(Bpmn.task("first", "async", parameter), Bpmn.task("second", "sync", parameter)));
        String run = startRun(version, "a");
        awaitCall();
        assertThat(nodeState(run, 1)).isEqualTo("WAITING");
        post("/platform/v1/runs/" + run + "/terminate", Map.of("reason", "enough"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/platform/v1/runs/" + run).text("state").equals("TERMINATED"));
        assertThat(nodeState(run, 0)).isEqualTo("CANCELLED");
        assertThat(nodeState(run, 1)).isEqualTo("NOT_REACHED");
    }

    @Test
    void tellsHowFarARecordIs() {
        PLUGIN.hold = true;
        String run = startRun(deploy("async"), "a");
        String call = awaitCall();
        String body = JSON.writeValueAsString(Map.of(
                "sequence",
                1,
                "progress",
                List.of(
                        Map.of("callbackParameter", "a", "percent", 140, "message", "Nearly\ndone"),
                        Map.of("callbackParameter", "unknown", "percent", 1))));
        String path = "/platform/v1/invocations/" + call + "/reports";
        assertThat(plugin.post(path, body).status()).isEqualTo(200);
        assertThat(plugin.post(path, body).status()).isEqualTo(200);

        var told = new ArrayList<JsonNode>();
        admin.get("/platform/v1/events?limit=1000&runId=" + run)
                .json()
                .path("items")
                .forEach(event -> {
                    if (event.path("type").asString().equals("progress.changed")) {
                        told.add(event.path("data").path("progress"));
                    }
                });
        assertThat(told)
                .first()
                .isEqualTo(JSON.readTree("[{\"recordId\":\"a\",\"percent\":100,\"message\":\"Nearly done\"}]"));
        PLUGIN.finish();
        callback(call, "a");
    }

    @Test
    void takesReportsOnlyFromThePluginThatWasCalled() {
        PLUGIN.hold = true;
        startRun(deploy("async"), "a");
        String call = awaitCall();
        var other = new CoreClient(port, TestIdentities.shared().plugin("other").permissions("invocations:report"));
        String body = JSON.writeValueAsString(
                Map.of("resultCode", "0", "resultMessage", "", "results", Map.of("outputs", List.of())));
        assertThat(other.post("/platform/v1/invocations/" + call + "/callback", body)
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("/platform/v1/invocations/" + call + "/callback", body)
                        .status())
                .isEqualTo(404);
        PLUGIN.finish();
        callback(call, "a");
    }

    private String readAll(String path) {
        var text = new StringBuilder();
        for (long after = 0; ; ) {
            JsonNode part = admin.get(path + "?after=" + after).json();
            part.path("items").forEach(item -> text.append(item.path("text").asString()));
            after = part.path("next").asLong();
            if (part.path("end").asBoolean()) {
                return text.toString();
            }
        }
    }

    private String deploy(String service) {
        return deployBpmn(Bpmn.sequence(Bpmn.task("only", service, Bpmn.parameter("text", "CONSTANT", "hi"))));
    }

    private String deployBpmn(String bpmn) {
        return deployed(bpmn).text("id");
    }

    private Answer deployed(String bpmn) {
        String workflow = post("/platform/v1/workflows", Map.of("name", "Probe", "draft", bpmn))
                .text("id");
        return admin.post("/platform/v1/workflows/" + workflow + "/deploy");
    }

    private String startRun(String version, String... records) {
        var chosen = new ArrayList<Map<String, String>>();
        for (String record : records) {
            chosen.add(Map.of("entity", "probe:thing", "id", record));
        }
        Answer started = post("/platform/v1/runs", Map.of("workflowVersionId", version, "records", chosen));
        assertThat(started.status()).as(started.response().body()).isEqualTo(201);
        return started.text("id");
    }

    private String nodeState(String run, int node) {
        return admin.get("/platform/v1/runs/" + run + "/nodes")
                .json()
                .path("items")
                .path(node)
                .path("state")
                .asString();
    }

    private List<Instant> appended(String run) {
        return events.after(0, 10_000, run).stream()
                .filter(event -> event.type().equals("output.appended"))
                .map(Event::at)
                .toList();
    }

    private static List<Path> objects(String run) {
        Path folder = S3Server.shared()
                .objects()
                .resolve("sextant-core")
                .resolve("runs")
                .resolve(run);
        try (var files = Files.exists(folder) ? Files.walk(folder) : Stream.<Path>empty()) {
            return files.filter(Files::isRegularFile).toList();
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private String awaitCall() {
        await().atMost(Duration.ofSeconds(30)).until(() -> !PLUGIN.requests.isEmpty());
        return PLUGIN.requests.keySet().iterator().next();
    }

    private static Map<String, Object> chunk(String record, long offset, byte[] bytes) {
        return Map.of(
                "callbackParameter",
                record,
                "offset",
                offset,
                "stream",
                "OUT",
                "data",
                Base64.getEncoder().encodeToString(bytes),
                "at",
                "2026-11-20T10:00:00Z");
    }

    private Answer report(String call, Map<String, Object> chunk) {
        return plugin.post(
                "/platform/v1/invocations/" + call + "/reports",
                JSON.writeValueAsString(Map.of("sequence", 1, "chunks", List.of(chunk))));
    }

    private Answer callback(String call, String record) {
        return plugin.post(
                "/platform/v1/invocations/" + call + "/callback",
                JSON.writeValueAsString(Map.of(
                        "resultCode", "0",
                        "resultMessage", "",
                        "results",
                                Map.of(
                                        "requestId",
                                        call,
                                        "outputs",
                                        List.of(Map.of(
                                                "callbackParameter", record, "errorCode", "0", "errorMessage", ""))))));
    }

    private Answer post(String path, Object body) {
        return admin.post(path, JSON.writeValueAsString(body));
    }

    private static FakePlugin start() {
        try {
            return new FakePlugin(0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
