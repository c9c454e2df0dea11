package dev.sextant.core.run;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.core.invocation.Invocation;
import dev.sextant.core.invocation.Opening;
import dev.sextant.core.invocation.RecordHistory;
import dev.sextant.core.invocation.RequestSource;
import dev.sextant.core.variable.SystemVariables;
import dev.sextant.core.workflow.WorkflowPlan;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes what a node is called with: from the design, the run, its records and what earlier nodes gave. */
@Component
class NodeInputs implements RequestSource {
    /** Stands for the record where a service has no target entity. */
    static final String NO_RECORD = "call";

    private final RunCache runs;
    private final RecordHistory history;
    private final SystemVariables variables;
    private final JsonMapper json;

    NodeInputs(RunCache runs, RecordHistory history, SystemVariables variables, JsonMapper json) {
        this.runs = runs;
        this.history = history;
        this.variables = variables;
        this.json = json;
    }

    /** The first attempt of a node that was just reached: all its records. */
    Opening first(RunFacts run, String nodeRunId, String nodeId) {
        ServiceCall call = call(run, nodeId);
        var mapper = mapper(run, call);
        var inputs = new ArrayList<Opening.Input>();
        if (call.records() == null) {
            inputs.add(input(mapper, null, 0, call, null));
        }
        int position = 0;
        for (TargetRecord record : run.recordsOf(call)) {
            inputs.add(input(mapper, record, position++, call, null));
        }
        return opening(run, nodeRunId, nodeId, 1, call, inputs);
    }

    /** A further attempt for some records, with their attributes as they are now. */
    Opening again(RunFacts run, String nodeRunId, String nodeId, int attempt, List<TargetRecord> records) {
        ServiceCall call = call(run, nodeId);
        var mapper = mapper(run, call);
        var inputs = new ArrayList<Opening.Input>();
        if (call.records() == null) {
            inputs.add(input(mapper, null, 0, call, null));
        }
        for (TargetRecord record : records) {
            inputs.add(input(mapper, record, record.position(), call, json.writeValueAsString(record.attributes())));
        }
        return opening(run, nodeRunId, nodeId, attempt, call, inputs);
    }

    @Override
    public InvocationRequest request(Invocation invocation, List<String> recordIds) {
        RunFacts run = runs.get(invocation.runId());
        ServiceCall call = call(run, invocation.nodeId());
        var mapper = mapper(run, call);
        Set<String> wanted = new HashSet<>(recordIds);
        Map<String, String> snapshots = history.snapshots(invocation.id());
        var inputs = new ArrayList<Opening.Input>();
        if (call.records() == null) {
            inputs.add(input(mapper, null, 0, call, null));
        }
        for (TargetRecord record : run.recordsOf(call)) {
            if (wanted.contains(record.id())) {
                inputs.add(input(mapper, as(record, snapshots.get(record.id())), record.position(), call, null));
            }
        }
        Opening opening = opening(run, invocation.nodeRunId(), invocation.nodeId(), invocation.attempt(), call, inputs);
        return opening.request(invocation.id(), inputs);
    }

    private TargetRecord as(TargetRecord record, @Nullable String snapshot) {
        return snapshot == null
                ? record
                : new TargetRecord(
                        record.entity(),
                        record.id(),
                        record.displayName(),
                        record.position(),
                        json.readValue(snapshot, RunStore.MAP));
    }

    static ServiceCall call(RunFacts run, String nodeId) {
        WorkflowPlan.Node node = run.version()
                .plan()
                .node(nodeId)
                .orElseThrow(() -> new IllegalStateException("The version has no node " + nodeId));
        if (node.call() == null) {
            throw new IllegalStateException("The node " + nodeId + " calls no service");
        }
        return node.call();
    }

    private static Opening.Input input(
            ParameterMapper mapper,
            @Nullable TargetRecord record,
            int position,
            ServiceCall call,
            @Nullable String snapshot) {
        ParameterMapper.Mapped mapped = mapper.map(record);
        return new Opening.Input(
                record == null ? NO_RECORD : record.id(),
                record == null ? call.service().title().en() : record.displayName(),
                position,
                mapped.problem() == null ? mapped.values() : null,
                mapped.problem(),
                null,
                snapshot);
    }

    private static Opening opening(
            RunFacts run, String nodeRunId, String nodeId, int attempt, ServiceCall call, List<Opening.Input> inputs) {
        var service = call.service();
        var target = new Invocation.Target(
                call.plugin(),
                service.name(),
                call.format(),
                service.method(),
                service.path(),
                service.mode(),
                service.idempotent(),
                service.invocations(),
                service.cancel(),
                service.timeout(),
                call.key());
        return new Opening(
                run.id(),
                nodeRunId,
                nodeId,
                attempt,
                run.startedBy(),
                target,
                call.records() != null,
                Math.max(1, service.batch()),
                inputs);
    }

    private ParameterMapper mapper(RunFacts run, ServiceCall call) {
        // Asked for once, however many records there are.
        var known = new HashMap<String, Optional<SystemVariables.Held>>();
        return new ParameterMapper(
                run,
                call,
                context(run.id()),
                name -> known.computeIfAbsent(name, one -> variables.find(call.plugin(), call.version(), one))
                        .orElse(null));
    }

    private ParameterMapper.Context context(String runId) {
        return (output, recordId) -> {
            int dot = output.lastIndexOf('.');
            return dot < 0
                    ? null
                    : history.output(runId, output.substring(0, dot), output.substring(dot + 1), recordId);
        };
    }
}
