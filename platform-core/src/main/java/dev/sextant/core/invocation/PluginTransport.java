package dev.sextant.core.invocation;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.RecordOutcome;
import java.util.List;
import java.util.Optional;

/** How plugins are reached. */
public interface PluginTransport {
    /** Calls the service; waits for its answer. */
    Reply invoke(Invocation.Target target, InvocationRequest request);

    /**
     * Asks what became of a call; empty when the plugin never received it.
     *
     * @throws PluginUnreachableException when there is no answer
     */
    Optional<InvocationStatus> status(Invocation.Target target, String invocationId);

    /**
     * Asks the plugin to stop a call.
     *
     * @throws PluginUnreachableException when there is no answer
     */
    void cancel(Invocation.Target target, String invocationId);

    /** How a call was answered. */
    sealed interface Reply {
        /** At once, with the outcomes. */
        record Answered(List<RecordOutcome> outcomes) implements Reply {}

        /** The plugin has it and will report. */
        record Accepted() implements Reply {}

        /** The plugin will never do it. */
        record Refused(String detail) implements Reply {}

        /** It certainly did not arrive; it may be sent again. */
        record NotReceived(String detail) implements Reply {}

        /** Nobody knows whether it arrived. */
        record Unclear(String detail) implements Reply {}
    }
}
