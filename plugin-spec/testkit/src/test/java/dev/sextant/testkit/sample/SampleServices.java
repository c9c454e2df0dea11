package dev.sextant.testkit.sample;

import dev.sextant.contract.wire.Chunk;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The sample's two services: one answers at once, one works and tells. */
final class SampleServices {
    private static final int GREET_BATCH = 3;
    private static final int WORK_BATCH = 2;
    private static final long RETRY_MILLIS = 200;

    private final Map<String, Stored> attempts = new ConcurrentHashMap<>();
    private final SampleIdentity identity;
    private final Set<Defect> defects;

    SampleServices(SampleIdentity identity, Set<Defect> defects) {
        this.identity = identity;
        this.defects = defects;
    }

    /** An attempt that was received. */
    private static final class Stored {
        private final Map<?, ?> body;
        private final List<Object> outcomes = new ArrayList<>();
        private volatile boolean cancelled;
        private volatile boolean over;

        Stored(Map<?, ?> body) {
            this.body = body;
        }
    }

    /** An answer: its status and its body. */
    record Reply(int status, Object body) {}

    private boolean has(Defect defect) {
        return defects.contains(defect);
    }

    Reply invoke(String service, @Nullable String key, Object given) throws Refusal {
        Map<?, ?> body = checked(service, key, given);
        String id = String.valueOf(body.get("requestId"));
        Stored known = attempts.get(id);
        if (known != null && !known.body.equals(body) && !has(Defect.TAKES_ANOTHER_BODY)) {
            throw new Refusal(422, "IDEMPOTENCY_KEY_REUSED", "Another body");
        }
        if (known != null && !has(Defect.WORKS_TWICE)) {
            return service.equals("work") ? accepted() : answer(known.outcomes);
        }
        Stored stored = new Stored(body);
        attempts.put(id, stored);
        if (service.equals("work")) {
            Thread.ofVirtual().start(() -> work(id, stored));
            return accepted();
        }
        inputs(body).forEach(input -> stored.outcomes.add(greet(input)));
        spoil(stored.outcomes);
        stored.over = true;
        return answer(stored.outcomes);
    }

    private Map<?, ?> checked(String service, @Nullable String key, Object given) throws Refusal {
        if (!(given instanceof Map<?, ?> body)) {
            throw new Refusal(400, "MALFORMED", "No object");
        }
        if (has(Defect.REFUSES_LATER_FIELDS) && body.containsKey("fieldOfALaterPlatform")) {
            throw new Refusal(400, "MALFORMED", "Unknown field");
        }
        if (has(Defect.TAKES_INCOMPLETE)) {
            return body;
        }
        Object id = body.get("requestId");
        if (!(id instanceof String) || !(body.get("inputs") instanceof List<?> list) || list.isEmpty()) {
            throw new Refusal(422, "INVALID", "Incomplete");
        }
        if (key != null && !key.equals(id) && !has(Defect.TAKES_ANOTHER_KEY)) {
            throw new Refusal(400, "MALFORMED", "The key differs");
        }
        int batch = service.equals("work") ? WORK_BATCH : GREET_BATCH;
        int most = has(Defect.SMALL_BATCH) ? 1 : has(Defect.ENDLESS_BATCH) ? Integer.MAX_VALUE : batch;
        if (list.size() > most) {
            throw new Refusal(422, "INVALID", "Too many records");
        }
        for (Map<?, ?> input : inputs(body)) {
            if (!(input.get("callbackParameter") instanceof String)) {
                throw new Refusal(422, "INVALID", "A record without name");
            }
        }
        return body;
    }

    private static List<Map<?, ?>> inputs(Map<?, ?> body) {
        List<Map<?, ?>> inputs = new ArrayList<>();
        if (body.get("inputs") instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    inputs.add(map);
                }
            }
        }
        return inputs;
    }

    private Object greet(Map<?, ?> input) {
        Set<Object> unknown = new HashSet<>(input.keySet());
        unknown.removeAll(Set.of("callbackParameter", "name", "tone", "password"));
        Object name = input.get("name");
        Object tone = input.get("tone");
        Object password = input.get("password");
        boolean missing = (name == null || password == null) && !has(Defect.TAKES_MISSING);
        boolean type = ((name != null && !(name instanceof String))
                        || (password != null && !(password instanceof String))
                        || (tone != null && !(tone instanceof String)))
                && !has(Defect.TAKES_WRONG_TYPE);
        boolean value = tone instanceof String text
                && !Set.of("KIND", "PLAIN").contains(text)
                && !has(Defect.TAKES_WRONG_VALUE);
        if (missing || type || value || (!unknown.isEmpty() && !has(Defect.TAKES_UNKNOWN))) {
            return outcome(input, "FAILED", Map.of("reason", "INVALID_INPUT", "errorMessage", "Invalid"));
        }
        if (has(Defect.FAILS_ALWAYS)) {
            return outcome(input, "FAILED", Map.of("reason", "BROKEN", "errorMessage", "Broken"));
        }
        Map<String, Object> outputs = new LinkedHashMap<>(Map.of("text", "Hello " + name));
        if (has(Defect.UNKNOWN_OUTPUT)) {
            outputs.put("more", 1);
        }
        return outcome(input, "SUCCEEDED", outputs);
    }

    private static Map<String, Object> outcome(Map<?, ?> input, String outcome, Map<String, Object> more) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("callbackParameter", String.valueOf(input.get("callbackParameter")));
        result.put("errorCode", outcome.equals("SUCCEEDED") ? "0" : "1");
        result.put("errorMessage", "");
        result.put("outcome", outcome);
        result.putAll(more);
        return result;
    }

    private void spoil(List<Object> outcomes) {
        if (has(Defect.FORGETS_RECORD)) {
            outcomes.removeLast();
        }
        if (has(Defect.INVENTS_RECORD)) {
            outcomes.add(outcome(Map.of("callbackParameter", "invented"), "SUCCEEDED", Map.of()));
        }
        if (has(Defect.DOUBLES_OUTCOME) && !outcomes.isEmpty()) {
            outcomes.add(outcomes.getFirst());
        }
    }

    private void work(String id, Stored stored) {
        try {
            for (Map<?, ?> input : inputs(stored.body)) {
                Object outcome = workOn(id, stored, input);
                stored.outcomes.add(outcome);
                tell(stored, id, "reports", Map.of("sequence", 3, "outputs", List.of(outcome)));
                if (has(Defect.OUTPUT_AFTER_OUTCOME)) {
                    tell(stored, id, "reports", chunk(input, 6));
                }
            }
            spoil(stored.outcomes);
            stored.over = true;
            tell(
                    stored,
                    id,
                    "callback",
                    Map.of(
                            "resultCode",
                            "0",
                            "resultMessage",
                            "",
                            "results",
                            Map.of("requestId", id, "outputs", stored.outcomes)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Object workOn(String id, Stored stored, Map<?, ?> input) throws InterruptedException {
        boolean unknown = input.keySet().stream()
                .anyMatch(
                        name -> !Set.of("callbackParameter", "label", "seconds").contains(name));
        Object seconds = input.get("seconds") == null ? Integer.valueOf(0) : input.get("seconds");
        if (!(input.get("label") instanceof String) || unknown || !(seconds instanceof Integer time)) {
            return outcome(input, "FAILED", Map.of("reason", "INVALID_INPUT", "errorMessage", "Invalid"));
        }
        tell(
                stored,
                id,
                "reports",
                Map.of("sequence", 1, "started", List.of(String.valueOf(input.get("callbackParameter")))));
        tell(stored, id, "reports", chunk(input, has(Defect.LOSES_OUTPUT) ? 7 : 0));
        for (int i = 0; i < time * 10; i++) {
            if (stored.cancelled) {
                return outcome(input, "CANCELLED", Map.of("errorMessage", "Cancelled"));
            }
            Thread.sleep(100);
        }
        return outcome(input, "SUCCEEDED", Map.of("lines", 1));
    }

    private static Map<String, Object> chunk(Map<?, ?> input, long offset) {
        byte[] bytes = "hello\n".getBytes(StandardCharsets.UTF_8);
        Chunk chunk = Chunk.of(
                String.valueOf(input.get("callbackParameter")), offset, Chunk.Stream.OUT, bytes, Instant.EPOCH);
        return Map.of("sequence", 2, "chunks", List.of(chunk));
    }

    private void tell(Stored stored, String id, String what, Object message) throws InterruptedException {
        while (true) {
            int status = identity.tell("/platform/v1/invocations/" + id + "/" + what, message);
            boolean ended = status == 409 || status == 404;
            if (ended && !has(Defect.WORKS_ON_WHEN_ENDED)) {
                stored.cancelled = true;
            }
            if ((ended && !has(Defect.NEVER_STOPS_TELLING))
                    || (status >= 200 && status < 300)
                    || status == 400
                    || status == 401
                    || has(Defect.GIVES_UP_TELLING)) {
                return;
            }
            Thread.sleep(RETRY_MILLIS);
        }
    }

    Reply cancel(Object body) throws Refusal {
        Object id = body instanceof Map<?, ?> map ? map.get("requestId") : null;
        Stored stored = id == null ? null : attempts.get(String.valueOf(id));
        if (stored == null && !has(Defect.CANCELS_UNKNOWN)) {
            throw new Refusal(404, "UNKNOWN", "There is no such attempt");
        }
        if (stored != null && !has(Defect.IGNORES_CANCEL)) {
            stored.cancelled = true;
        }
        return new Reply(202, Map.of());
    }

    Reply plan(Object given) throws Refusal {
        if (!(given instanceof Map<?, ?> body)) {
            throw new Refusal(400, "MALFORMED", "No object");
        }
        if (has(Defect.PLAN_STORES)) {
            attempts.put(String.valueOf(body.get("requestId")), new Stored(body));
        }
        List<Object> plans = new ArrayList<>();
        for (Map<?, ?> input : inputs(body)) {
            plans.add(Map.of(
                    "callbackParameter",
                    String.valueOf(input.get("callbackParameter")),
                    "effect",
                    "NONE",
                    "summary",
                    ""));
        }
        return new Reply(200, Map.of("records", plans));
    }

    Reply status(String id) throws Refusal {
        Stored stored = attempts.get(id);
        if (has(Defect.KNOWS_ALL_ATTEMPTS) && stored == null) {
            stored = new Stored(Map.of());
        }
        if (stored == null || has(Defect.FORGETS_ATTEMPTS)) {
            throw new Refusal(404, "UNKNOWN", "There is no such attempt");
        }
        return new Reply(
                200,
                Map.of(
                        "requestId",
                        id,
                        "state",
                        stored.over ? "FINISHED" : "RUNNING",
                        "results",
                        Map.of("requestId", id, "outputs", List.copyOf(stored.outcomes))));
    }

    void forget() {
        attempts.clear();
    }

    private static Reply accepted() {
        return new Reply(202, Map.of("resultCode", "0", "resultMessage", "accepted"));
    }

    private Reply answer(List<Object> outcomes) {
        String message = has(Defect.ANOTHER_ANSWER_ON_REPEAT) ? Instant.now().toString() : "";
        return new Reply(
                200, Map.of("resultCode", "0", "resultMessage", message, "results", Map.of("outputs", outcomes)));
    }
}
