package dev.sextant.testkit.junit;

import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.platform.Attempt;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One call of a service, from its records to their outcomes. */
public final class ServiceCall {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final TestPlatform platform;
    private final ServiceSpec service;
    private final String id = UUID.randomUUID().toString();
    private final Map<String, Map<String, @Nullable Object>> records = new LinkedHashMap<>();
    private @Nullable Attempt attempt;
    private List<RecordOutcome> answered = List.of();

    ServiceCall(TestPlatform platform, ServiceSpec service) {
        this.platform = platform;
        this.service = service;
    }

    /** One more record with its inputs. */
    public ServiceCall record(String name, Map<String, ?> inputs) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put(InvocationRequest.CALLBACK_PARAMETER, name);
        record.putAll(inputs);
        records.put(name, record);
        return this;
    }

    /** Sends the call, the same attempt once more when it was sent before; fails unless the plugin takes it. */
    public ServiceCall send() {
        attempt = platform.standIn().expect(id, records.keySet());
        HttpResponse<String> answer = platform.post(service.path(), body(), platform.permission());
        if (answer.statusCode() != (isAsync() ? 202 : 200)) {
            throw new AssertionError(service.name() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        if (!isAsync()) {
            InvocationResponse.Results results =
                    JSON.readValue(answer.body(), InvocationResponse.class).results();
            answered = results == null ? List.of() : results.outputs();
        }
        return this;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", id);
        body.put("operator", "user:test");
        body.put("serviceName", service.name());
        body.put("servicePath", service.path());
        body.put("attempt", 1);
        body.put("inputs", List.copyOf(records.values()));
        body.put("timeout", service.timeout().toString());
        return body;
    }

    private boolean isAsync() {
        return service.mode() == ServiceMode.ASYNC;
    }

    private Attempt sent() {
        if (attempt == null) {
            send();
        }
        return Objects.requireNonNull(attempt);
    }

    /** Waits until a record has printed this, and nothing else. */
    public ServiceCall awaitOutput(String record, String text) {
        await("output of " + record, told -> text.equals(new String(told.output(record), StandardCharsets.UTF_8)));
        return this;
    }

    /** Asks the plugin to stop. */
    public ServiceCall cancel() {
        String path = service.cancel();
        if (path == null) {
            throw new IllegalStateException(service.name() + " cannot be cancelled");
        }
        HttpResponse<String> answer = platform.post(path, Map.of("requestId", id), platform.permission());
        if (answer.statusCode() != 202) {
            throw new AssertionError("The cancel was answered " + answer.statusCode() + ": " + answer.body());
        }
        return this;
    }

    /** The outcomes of all records, once they are there; fails when the plugin broke the contract on the way. */
    public List<RecordOutcome> outcomes() {
        Attempt told = sent();
        if (!isAsync()) {
            return answered;
        }
        await("the outcomes of " + service.name(), Attempt::isOver);
        if (!told.breaches().isEmpty()) {
            throw new AssertionError("The plugin broke the contract: " + told.breaches());
        }
        return told.outcomes();
    }

    /** The outcome of one record. */
    public RecordOutcome outcome(String record) {
        return outcomes().stream()
                .filter(outcome -> outcome.callbackParameter().equals(record))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The record " + record + " has no outcome"));
    }

    /** What a record has printed so far. */
    public String output(String record) {
        return new String(sent().output(record), StandardCharsets.UTF_8);
    }

    private void await(String what, Predicate<Attempt> condition) {
        try {
            if (!sent().await(PATIENCE, condition)) {
                throw new AssertionError("Waited in vain for " + what);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what, interrupted);
        }
    }
}
