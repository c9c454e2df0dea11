package dev.sextant.core.invocation;

import dev.sextant.contract.wire.EntityInstance;
import dev.sextant.contract.wire.InvocationRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The work of one attempt of a node run, to be cut into invocations.
 *
 * @param targeted whether the service works on records of an entity; if not, the one input stands for the call itself
 * @param batch at most so many records a call
 * @param records the records, each with its mapped parameters or the reason why it cannot be called
 */
public record Opening(
        String runId,
        String nodeRunId,
        String nodeId,
        int attempt,
        String operator,
        Invocation.Target target,
        boolean targeted,
        int batch,
        List<Input> records) {

    /**
     * One record to be worked on.
     *
     * @param inputs its parameters; null when they could not be made
     * @param problem why it cannot be called
     * @param reason that in one word; null stands for inputs that could not be made
     * @param snapshot the record's attributes as JSON where they differ from those the run was started with
     */
    public record Input(
            String recordId,
            String displayName,
            int position,
            @Nullable Map<String, @Nullable Object> inputs,
            @Nullable String problem,
            @Nullable String reason,
            @Nullable String snapshot) {

        Input withheld(String newReason, String why) {
            return new Input(recordId, displayName, position, null, why, newReason, snapshot);
        }
    }

    /** The same with none of its records callable. */
    Opening withheld(String reason, String why) {
        return new Opening(
                runId,
                nodeRunId,
                nodeId,
                attempt,
                operator,
                target,
                targeted,
                batch,
                records.stream().map(input -> input.withheld(reason, why)).toList());
    }

    /** The records that can be called, cut by the service's batch size. */
    List<List<Input>> chunks() {
        List<Input> callable =
                records.stream().filter(input -> input.inputs() != null).toList();
        var chunks = new ArrayList<List<Input>>();
        for (int from = 0; from < callable.size(); from += batch) {
            chunks.add(callable.subList(from, Math.min(callable.size(), from + batch)));
        }
        return chunks;
    }

    List<Input> uncallable() {
        return records.stream().filter(input -> input.inputs() == null).toList();
    }

    /** The body of a call for some of the records. */
    @SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
    public InvocationRequest request(String invocationId, List<Input> chunk) {
        var inputs = new ArrayList<Map<String, @Nullable Object>>(chunk.size());
        var instances = new ArrayList<EntityInstance>();
        for (Input input : chunk) {
            var values = new LinkedHashMap<String, @Nullable Object>();
            values.put(InvocationRequest.CALLBACK_PARAMETER, input.recordId());
            if (input.inputs() != null) {
                values.putAll(input.inputs());
            }
            inputs.add(values);
            if (targeted) {
                instances.add(new EntityInstance(input.recordId(), input.displayName(), null));
            }
        }
        return new InvocationRequest(
                invocationId,
                operator,
                target.service(),
                target.path(),
                attempt,
                instances,
                inputs,
                null,
                List.of(),
                target.timeout());
    }
}
