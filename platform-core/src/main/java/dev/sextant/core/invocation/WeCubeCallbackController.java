package dev.sextant.core.invocation;

import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.wecube.WeCubeReply;
import dev.sextant.core.invocation.OutcomeSink.Receipt;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where plugins built for WeCube tell how an asynchronous call has ended. */
@RestController
class WeCubeCallbackController {
    private final InvocationStore store;
    private final RecordRuns records;
    private final OutcomeSink sink;
    private final JsonMapper json;

    WeCubeCallbackController(InvocationStore store, RecordRuns records, OutcomeSink sink, JsonMapper json) {
        this.store = store;
        this.records = records;
        this.sink = sink;
        this.json = json;
    }

    /** The final word about a call, bound to it by its request id; the body is JSON, whatever its content type says. */
    @PostMapping("/platform/v1/process/instances/callback")
    @RequiresPermission("invocations:report")
    WeCubeReply callback(@RequestBody byte[] body, Caller caller) {
        var text = new String(body, StandardCharsets.UTF_8);
        var invocation = invocation(read(text, List.of()).requestId(), caller);
        var given = records.all(invocation.id());
        var answer = read(text, given);
        if (sink.deliver(delivery(invocation, answer, given)).join() == Receipt.LATE) {
            throw new ProblemException(
                    InvocationError.INVOCATION_ENDED,
                    "The invocation %s had ended with other outcomes before; yours were noted as late and change nothing"
                            .formatted(invocation.id()));
        }
        return WeCubeReply.ok();
    }

    private static Delivery delivery(Invocation invocation, WeCubeAnswer answer, List<String> given) {
        if (answer.isRefusal()) {
            return new Delivery(
                    invocation,
                    List.of(),
                    new Delivery.Rest(Outcome.FAILED, "REFUSED", "The plugin gave up: " + answer.resultMessage()),
                    false);
        }
        var known = Set.copyOf(given);
        List<RecordOutcome> outcomes = answer.outcomes().stream()
                .filter(outcome -> known.contains(outcome.callbackParameter()))
                .toList();
        return Delivery.last(invocation, outcomes);
    }

    private WeCubeAnswer read(String body, List<String> given) {
        try {
            return WeCubeAnswer.read(json, body, given);
        } catch (JacksonException malformed) {
            throw new ProblemException(
                    InvocationError.CALLBACK_MALFORMED,
                    "Send JSON: {\"resultCode\", \"resultMessage\", \"results\": {\"requestId\", \"outputs\": […]}}");
        }
    }

    private Invocation invocation(@Nullable String id, Caller caller) {
        return Optional.ofNullable(id)
                .flatMap(store::find)
                .map(InvocationStore.Stored::invocation)
                .filter(one -> caller.isPlugin(one.target().plugin()))
                .filter(one -> one.target().format() == ManifestFormat.WECUBE)
                .orElseThrow(() -> new ProblemException(
                        InvocationError.INVOCATION_NOT_FOUND,
                        "There is no invocation '%s' of yours; results.requestId is the requestId that you were called with"
                                .formatted(id == null ? "" : id)));
    }
}
