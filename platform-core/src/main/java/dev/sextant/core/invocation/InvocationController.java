package dev.sextant.core.invocation;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import dev.sextant.contract.wire.ReportReply;
import dev.sextant.core.invocation.OutcomeSink.Receipt;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where plugins tell how their calls go. */
@RestController
@RequestMapping("/platform/v1/invocations/{requestId}")
class InvocationController {
    private final InvocationStore store;
    private final RecordRuns records;
    private final OutputWriter output;
    private final OutcomeSink sink;
    private final StartedEvents started;
    private final ProgressEvents progress;

    InvocationController(
            InvocationStore store,
            RecordRuns records,
            OutputWriter output,
            OutcomeSink sink,
            StartedEvents started,
            ProgressEvents progress) {
        this.store = store;
        this.records = records;
        this.output = output;
        this.sink = sink;
        this.started = started;
        this.progress = progress;
    }

    /** News of a running call: output first, so that it is there when an outcome is seen. */
    @PostMapping("/reports")
    @RequiresPermission("invocations:report")
    ReportReply report(@PathVariable String requestId, @RequestBody Report report, Caller caller) {
        Invocation invocation = invocation(requestId, caller);
        if (!report.started().isEmpty()) {
            started.tell(invocation, report.started());
        }
        if (!report.progress().isEmpty()) {
            progress.tell(invocation, report.progress());
        }
        Map<String, Long> accepted = output.write(invocation, report.chunks(), report.cut());
        if (!report.outputs().isEmpty()) {
            deliver(Delivery.some(invocation, known(invocation, report.outputs())));
        }
        return new ReportReply(accepted);
    }

    /** The final word about a call; harmless when it is said again. */
    @PostMapping("/callback")
    @RequiresPermission("invocations:report")
    Map<String, String> callback(
            @PathVariable String requestId, @RequestBody InvocationResponse response, Caller caller) {
        Invocation invocation = invocation(requestId, caller);
        InvocationResponse.Results results = response.results();
        if (results != null) {
            deliver(Delivery.last(invocation, known(invocation, results.outputs())));
        } else {
            deliver(new Delivery(
                    invocation,
                    List.of(),
                    new Delivery.Rest(Outcome.FAILED, "REFUSED", "The plugin gave up: " + response.resultMessage()),
                    false));
        }
        return Map.of("status", "OK");
    }

    private void deliver(Delivery delivery) {
        if (sink.deliver(delivery).join() == Receipt.LATE) {
            throw new ProblemException(
                    InvocationError.INVOCATION_ENDED,
                    "The invocation " + delivery.invocation().id()
                            + " had ended with other outcomes before; yours were noted as late and change nothing.");
        }
    }

    /** Outcomes of records that the call was given; others are passed over, as they belong to nothing. */
    private List<RecordOutcome> known(Invocation invocation, List<RecordOutcome> outcomes) {
        List<String> given = records.all(invocation.id());
        return outcomes.stream()
                .filter(outcome -> given.contains(outcome.callbackParameter()))
                .toList();
    }

    private Invocation invocation(String id, Caller caller) {
        return store.find(id)
                .map(InvocationStore.Stored::invocation)
                .filter(invocation -> caller.isPlugin(invocation.target().plugin()))
                .orElseThrow(() -> new ProblemException(
                        InvocationError.INVOCATION_NOT_FOUND,
                        "There is no invocation " + id
                                + " of yours; report under the requestId that you were called with."));
    }
}
