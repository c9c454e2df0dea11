package dev.sextant.sdk.client;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of the entity data interface. A refusal that will pass is waited for. An answer that was lost leads to another
 * call only where a second one has no second effect: never for a create.
 */
final class EntityCalls {

    private static final int MOST_TRIES = 4;
    private static final int BUSY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SERVER_ERROR = 500;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final String UNREACHABLE = Problem.GATEWAY_PREFIX + "SERVICE_UNREACHABLE";

    private final RestClient client;
    private final JsonMapper json;

    EntityCalls(RestClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /** How a call was answered. */
    private sealed interface Answer {

        record Given(EntityReply reply) implements Answer {}

        /** Nothing was done, and later it may be. */
        record Later(Problem problem, Duration pause) implements Answer {}

        /** Nobody knows whether it was done. */
        record Unclear(Problem problem) implements Answer {}

        record Refused(Problem problem) implements Answer {}
    }

    EntityReply query(EntityName entity, EntityQuery query) {
        return call(entity, "query", query, 0);
    }

    EntityReply write(
            EntityName entity, String action, List<Map<String, @Nullable Object>> records, int writtenBefore) {
        return call(entity, action, records, writtenBefore);
    }

    private EntityReply call(EntityName entity, String action, Object body, int writtenBefore) {
        byte[] bytes = json.writeValueAsBytes(body);
        boolean repeatable = !action.equals("create");
        for (int tried = 1; ; tried++) {
            boolean again = tried < MOST_TRIES;
            switch (once(entity, action, bytes)) {
                case Answer.Given given -> {
                    return given.reply();
                }
                case Answer.Later later -> {
                    if (!again) {
                        throw failure(entity, action, later.problem(), false, writtenBefore);
                    }
                    pause(later.pause());
                }
                case Answer.Unclear unclear -> {
                    if (!again || !repeatable) {
                        throw failure(entity, action, unclear.problem(), true, writtenBefore);
                    }
                    pause(FIRST_PAUSE.multipliedBy(tried));
                }
                case Answer.Refused refused -> throw failure(entity, action, refused.problem(), false, writtenBefore);
            }
        }
    }

    private Answer once(EntityName entity, String action, byte[] body) {
        try {
            Answer answer = client.post()
                    .uri("/{plugin}/entities/{entity}/{action}", entity.plugin(), entity.entity(), action)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body)
                    .exchange((request, response) -> answer(
                            response.getStatusCode().value(),
                            response.getHeaders(),
                            response.getBody().readAllBytes()));
            return Objects.requireNonNull(answer);
        } catch (ResourceAccessException lost) {
            Problem problem = problem(0, "No answer: " + lost.getMessage());
            boolean neverSent = lost.getCause() instanceof ConnectException
                    || lost.getCause() instanceof HttpConnectTimeoutException;
            return neverSent ? new Answer.Later(problem, FIRST_PAUSE) : new Answer.Unclear(problem);
        }
    }

    private Answer answer(int status, HttpHeaders headers, byte[] body) {
        if (status / 100 == 2) {
            EntityReply reply = read(body, EntityReply.class);
            if (reply == null) {
                return new Answer.Unclear(problem(status, "The answer is no list of records"));
            }
            return reply.status().equals("OK")
                    ? new Answer.Given(reply)
                    : new Answer.Refused(problem(status, reply.message()));
        }
        Problem told = read(body, Problem.class);
        Problem problem = told == null ? problem(status, "The answer has the status " + status) : told;
        if (status == BUSY || (status == UNAVAILABLE && !UNREACHABLE.equals(problem.code()))) {
            return new Answer.Later(problem, pause(headers));
        }
        return status >= SERVER_ERROR ? new Answer.Unclear(problem) : new Answer.Refused(problem);
    }

    private <A> @Nullable A read(byte[] body, Class<A> type) {
        try {
            return json.readValue(body, type);
        } catch (JacksonException other) {
            return null;
        }
    }

    private static Duration pause(HttpHeaders headers) {
        String after = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (after == null || !after.matches("\\d{1,4}")) {
            return FIRST_PAUSE;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(after));
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EntityCallException("Interrupted", problem(0, "Interrupted"), false, 0);
        }
    }

    private static Problem problem(int status, String detail) {
        return new Problem("about:blank", "No usable answer", status, detail, null, List.of(), null);
    }

    private static EntityCallException failure(
            EntityName entity, String action, Problem problem, boolean unclear, int written) {
        String detail = problem.detail() == null ? problem.title() : problem.detail();
        String message = action + " of " + entity.plugin() + ":" + entity.entity()
                + (unclear ? " may have failed: " : " was refused: ") + detail;
        return new EntityCallException(message, problem, unclear, written);
    }
}
