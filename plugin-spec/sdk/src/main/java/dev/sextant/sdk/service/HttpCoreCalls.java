package dev.sextant.sdk.service;

import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.Report;
import dev.sextant.contract.wire.ReportRefusal;
import dev.sextant.contract.wire.ReportReply;
import dev.sextant.sdk.GatewayClient;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells the core through the gateway. */
public final class HttpCoreCalls implements CoreCalls {

    /** Without a code of the core, these come from a gateway or a proxy in its place, and pass. */
    private static final Set<Integer> PASSING = Set.of(401, 404, 408, 409, 410, 425, 429);

    private static final int AT_ONCE = 8;

    private final RestClient client;
    private final JsonMapper json;
    // A report may be large, and is copied more than once on its way.
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** Calls with the plugin's own token. */
    public HttpCoreCalls(GatewayClient gateway, JsonMapper json) {
        this.client = gateway.rest();
        this.json = json;
    }

    @Override
    public Answer report(String requestId, Report report) throws InterruptedException {
        return post("/platform/v1/invocations/{id}/reports", requestId, report);
    }

    @Override
    public Answer callback(String requestId, InvocationResponse response) throws InterruptedException {
        return post("/platform/v1/invocations/{id}/callback", requestId, response);
    }

    private Answer post(String path, String requestId, Object body) throws InterruptedException {
        turns.acquire();
        try {
            Answer answer = client.post()
                    .uri(path, requestId)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json.writeValueAsBytes(body))
                    .exchange((request, response) ->
                            answer(response.getStatusCode(), response.getBody().readAllBytes()));
            return answer == null ? new Answer.Failed("No answer") : answer;
        } catch (RuntimeException e) {
            return new Answer.Failed(String.valueOf(e.getMessage()));
        } finally {
            turns.release();
        }
    }

    private Answer answer(HttpStatusCode status, byte[] body) {
        if (status.is2xxSuccessful()) {
            return new Answer.Accepted(offsets(body));
        }
        String code = code(body);
        String told = "HTTP " + status.value() + (code == null ? "" : " " + code);
        ReportRefusal refusal = ReportRefusal.of(code);
        if (refusal != null) {
            return switch (refusal) {
                case INVOCATION_NOT_FOUND, INVOCATION_ENDED -> new Answer.Ended();
                case OUTPUT_GAP -> new Answer.Conflict();
                case RECORD_NOT_FOUND -> new Answer.Unwanted(told);
            };
        }
        boolean passing = PASSING.contains(status.value());
        return status.is4xxClientError() && !passing ? new Answer.Unwanted(told) : new Answer.Failed(told);
    }

    private @Nullable String code(byte[] body) {
        try {
            return body.length == 0 ? null : json.readValue(body, Problem.class).code();
        } catch (JacksonException noProblem) {
            return null;
        }
    }

    private Map<String, Long> offsets(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return Map.of();
        }
        try {
            return json.readValue(body, ReportReply.class).accepted();
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}
