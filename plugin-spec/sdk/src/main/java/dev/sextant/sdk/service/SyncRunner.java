package dev.sextant.sdk.service;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.sdk.RecordFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Runs synchronous services, one record after the other, and keeps each outcome before the next begins. */
public final class SyncRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SyncRunner.class);
    private static final TypeReference<Map<String, @Nullable Object>> OUTPUTS = new TypeReference<>() {};

    private final InvocationStore store;
    private final InputReader inputs;
    private final JsonMapper json;

    /** A runner that keeps outcomes in a store. */
    public SyncRunner(InvocationStore store, JsonMapper strict) {
        this.store = store;
        this.inputs = new InputReader(strict);
        this.json = strict;
    }

    List<RecordOutcome> run(ServiceBinding binding, InvocationRequest request) {
        List<StoredRecord> records = store.records(request.requestId());
        List<RecordOutcome> outcomes = new ArrayList<>();
        for (StoredRecord record : records) {
            RecordOutcome known = record.outcome();
            RecordOutcome outcome =
                    known == null ? run(binding, record.id(), request.inputs().get(record.position())) : known;
            store.finish(request.requestId(), outcome);
            outcomes.add(outcome);
        }
        store.move(request.requestId(), StoredInvocation.State.DELIVERED);
        return outcomes;
    }

    /** Ends what another process began and nobody may repeat. */
    List<RecordOutcome> giveUp(String requestId) {
        List<RecordOutcome> outcomes = new ArrayList<>();
        for (StoredRecord record : store.records(requestId)) {
            RecordOutcome known = record.outcome();
            RecordOutcome outcome = known == null ? Dispatcher.restarted(record.id()) : known;
            store.finish(requestId, outcome);
            outcomes.add(outcome);
        }
        store.move(requestId, StoredInvocation.State.DELIVERED);
        return outcomes;
    }

    private RecordOutcome run(ServiceBinding binding, String record, Map<String, @Nullable Object> input) {
        try {
            Object output = binding.call(inputs.read(binding, input));
            return RecordOutcome.succeeded(record, output == null ? Map.of() : json.convertValue(output, OUTPUTS));
        } catch (InputReader.InvalidInput e) {
            return RecordOutcome.of(record, Outcome.FAILED, "INVALID_INPUT", String.valueOf(e.getMessage()));
        } catch (RecordFailure e) {
            return RecordOutcome.of(record, e.outcome(), e.reason(), String.valueOf(e.getMessage()), e.outputs());
        } catch (ProblemException e) {
            return RecordOutcome.of(record, Outcome.FAILED, e.code().code(), e.detail());
        } catch (Throwable e) {
            return broken(binding, record, e);
        }
    }

    static RecordOutcome broken(ServiceBinding binding, String record, Throwable e) {
        LOG.error("Service {} failed on record {}", binding.spec().name(), record, e);
        return RecordOutcome.of(
                record,
                Outcome.FAILED,
                "PLUGIN_ERROR",
                "The plugin failed unexpectedly (" + e.getClass().getSimpleName() + "); its log says more");
    }
}
