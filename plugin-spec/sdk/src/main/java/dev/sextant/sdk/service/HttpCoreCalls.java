package dev.sextant.sdk.service;

import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.Report;
import dev.sextant.contract.wire.ReportReply;
import dev.sextant.sdk.GatewayClient;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tells the core through the gateway. */
public final class HttpCoreCalls implements CoreCalls {

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int UNAUTHORIZED = 401;
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
        if (status.value() == CONFLICT) {
            return new Answer.Conflict();
        }
        if (status.value() == NOT_FOUND || status.value() == GONE) {
            return new Answer.Ended();
        }
        boolean passing = status.value() == TOO_MANY || status.value() == UNAUTHORIZED;
        return status.is4xxClientError() && !passing
                ? new Answer.Unwanted("HTTP " + status.value())
                : new Answer.Failed("HTTP " + status.value());
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
