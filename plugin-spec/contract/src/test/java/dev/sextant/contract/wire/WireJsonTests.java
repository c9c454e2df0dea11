package dev.sextant.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WireJsonTests {

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void writesOutputsBesideTheOutcome() {
        RecordOutcome outcome = RecordOutcome.of("r1", Outcome.FAILED, "EXIT_CODE", "exit 3", Map.of("exitCode", 3));

        assertThat(json.readTree(json.writeValueAsString(outcome))).isEqualTo(json.readTree("""
                        {"callbackParameter":"r1","errorCode":"1","errorMessage":"exit 3","outcome":"FAILED",
                         "reason":"EXIT_CODE","exitCode":3}"""));
    }

    @Test
    void readsOutcomeOfPluginThatKnowsOnlyErrorCodes() {
        RecordOutcome good =
                json.readValue("{\"callbackParameter\":\"a\",\"errorCode\":\"0\",\"fqdn\":\"x\"}", RecordOutcome.class);
        RecordOutcome bad = json.readValue("{\"callbackParameter\":\"a\",\"errorCode\":\"1\"}", RecordOutcome.class);

        assertThat(good.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(good.outputs()).containsEntry("fqdn", "x");
        assertThat(bad.outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void neverPairsSuccessWithAnErrorCode() {
        RecordOutcome odd = json.readValue(
                "{\"callbackParameter\":\"a\",\"errorCode\":\"0\",\"outcome\":\"TIMED_OUT\"}", RecordOutcome.class);

        assertThat(odd.errorCode()).isEqualTo("1");
    }

    @Test
    void readsRequestOfALaterVersion() {
        InvocationRequest request = json.readValue("""
                {"requestId":"q","operator":"user:ann","serviceName":"run","servicePath":"/x/run","attempt":2,
                 "entityInstances":[{"id":"h1","displayName":"h","contextMap":{}}],
                 "inputs":[{"callbackParameter":"h1","script":"echo"}],"timeout":"PT1H","somethingNew":1}""", InvocationRequest.class);

        assertThat(request.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(request.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input).containsEntry("script", "echo"));
        assertThat(request.allowedOptions()).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        Report report = new Report(
                3,
                List.of("a"),
                List.of(RecordOutcome.succeeded("b", Map.of("exitCode", 0))),
                List.of(Chunk.of(
                        "a",
                        5,
                        Chunk.Stream.ERR,
                        "hé".getBytes(StandardCharsets.UTF_8),
                        Instant.parse("2026-01-01T00:00:00Z"))),
                List.of(new Cut("b", 7)),
                List.of(new Progress("a", 50, null)));

        assertThat(json.readValue(json.writeValueAsString(report), Report.class))
                .isEqualTo(report);
        assertThat(json.writeValueAsString(report)).contains("\"at\":\"2026-01-01T00:00:00Z\"");
        assertThat(report.chunks().get(0).bytes()).isEqualTo("hé".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void writesDurationsAsText() {
        InvocationRequest request = new InvocationRequest(
                "q", null, "s", null, 1, List.of(), List.of(), null, List.of(), Duration.ofMinutes(5));

        assertThat(json.writeValueAsString(request)).contains("\"timeout\":\"PT5M\"");
    }

    @Test
    void namesFilterOperatorsAsWeCubeDoes() {
        EntityQuery query = json.readValue(
                "{\"additionalFilters\":[{\"attrName\":\"name\",\"op\":\"notLike\",\"condition\":\"x\"}]}",
                EntityQuery.class);

        assertThat(query.additionalFilters()).containsExactly(new Filter("name", FilterOp.NOT_LIKE, "x"));
        assertThat(json.writeValueAsString(query)).contains("\"op\":\"notLike\"");
    }
}
