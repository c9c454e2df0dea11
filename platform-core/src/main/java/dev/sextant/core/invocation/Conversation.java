package dev.sextant.core.invocation;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.core.invocation.InvocationStore.Stored;
import dev.sextant.core.invocation.PluginTransport.Reply;
import dev.sextant.core.invocation.PluginTransport.Reply.Accepted;
import dev.sextant.core.invocation.PluginTransport.Reply.Answered;
import dev.sextant.core.invocation.PluginTransport.Reply.NotReceived;
import dev.sextant.core.invocation.PluginTransport.Reply.Refused;
import dev.sextant.core.invocation.PluginTransport.Reply.Unclear;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What is said to a plugin about one call, and what is concluded from its answers.
 *
 * <p>A call that certainly did not arrive is sent again with the same key. One that may have arrived is asked about; where
 * the plugin cannot be asked, it is sent again only if its service is idempotent, and is unknown otherwise.
 */
@Component
class Conversation {
    private static final Duration ASK_LATEST = Duration.ofMinutes(2);
    private static final Duration RETRY_LATEST = Duration.ofSeconds(30);
    private static final Duration STOP_PACE = Duration.ofSeconds(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final InvocationStore store;
    private final RecordRuns records;
    private final PluginTransport plugins;
    private final ObjectProvider<OutcomeSink> sink;
    private final ObjectProvider<RequestSource> requests;
    private final CallProgress progress;
    private final CallGate gate;

    Conversation(
            InvocationStore store,
            RecordRuns records,
            PluginTransport plugins,
            ObjectProvider<OutcomeSink> sink,
            ObjectProvider<RequestSource> requests,
            CallProgress progress,
            CallGate gate) {
        this.store = store;
        this.records = records;
        this.plugins = plugins;
        this.sink = sink;
        this.requests = requests;
        this.progress = progress;
        this.gate = gate;
    }

    /** Sends a call for the first time. */
    void open(Invocation invocation, InvocationRequest request) {
        if (!invocation.target().repeatable() && !markSending(invocation)) {
            return;
        }
        send(invocation, request, 0, null);
    }

    /** Carries a call on that is due. */
    void resume(Stored stored) {
        if (stored.stopBy() != null) {
            stop(stored, stored.stopBy());
        } else if (System.currentTimeMillis() >= stored.invocation().deadline()) {
            overdue(stored);
        } else {
            switch (stored.state()) {
                case READY -> sendUnsent(stored);
                case SENDING -> resolve(stored);
                case ACCEPTED -> ask(stored);
                case FINISHED -> {}
            }
        }
    }

    private boolean markSending(Invocation invocation) {
        return store.move(invocation, InvocationState.SENDING, invocation.deadline(), null);
    }

    /** A call that certainly did not arrive can still be refused. */
    private void sendUnsent(Stored stored) {
        Optional<String> refusal = gate.refusal(stored.invocation());
        if (refusal.isPresent()) {
            deliver(Delivery.judgement(stored.invocation(), Outcome.NEVER_STARTED, CallGate.DISABLED, refusal.get()));
        } else {
            sendAgain(stored);
        }
    }

    private void sendAgain(Stored stored) {
        Invocation invocation = stored.invocation();
        if (markSending(invocation)) {
            InvocationRequest request = requests.getObject().request(invocation, records.all(invocation.id()));
            send(invocation, request, stored.tries(), stored.problem());
        }
    }

    private void send(Invocation invocation, InvocationRequest request, int tries, @Nullable String told) {
        Reply reply = plugins.invoke(invocation.target(), request);
        switch (reply) {
            case Answered answered -> deliver(Delivery.last(invocation, answered.outcomes()));
            case Accepted accepted ->
                progress.note(invocation, InvocationState.ACCEPTED, progress.askAfter(), null, told);
            case Refused refused ->
                deliver(Delivery.judgement(invocation, Outcome.NEVER_STARTED, "REFUSED", refused.detail()));
            case NotReceived lost ->
                progress.note(invocation, InvocationState.READY, backoff(tries, RETRY_LATEST), lost.detail(), told);
            case Unclear unclear -> unclear(invocation, unclear.detail(), tries, told);
        }
    }

    private void unclear(Invocation invocation, String detail, int tries, @Nullable String told) {
        if (invocation.target().repeatable()) {
            progress.note(invocation, InvocationState.SENDING, backoff(tries, RETRY_LATEST), detail, told);
        } else {
            deliver(unknown(invocation, detail));
        }
    }

    /** The call may have arrived: after a crash of ours, or when its answer was lost. */
    private void resolve(Stored stored) {
        Invocation invocation = stored.invocation();
        if (invocation.target().status() != null) {
            ask(stored);
        } else if (invocation.target().idempotent()) {
            sendAgain(stored);
        } else {
            deliver(unknown(
                    invocation,
                    "The platform stopped while it was calling "
                            + invocation.target().plugin()
                            + ", and this service neither tells what became of a call nor may be called twice."
                            + " Look at the record itself, then retry or skip."));
        }
    }

    private void ask(Stored stored) {
        Invocation invocation = stored.invocation();
        if (invocation.target().status() == null) {
            progress.note(invocation, stored.state(), ASK_LATEST, stored.problem(), stored.problem());
            return;
        }
        try {
            Optional<InvocationStatus> status = plugins.status(invocation.target(), invocation.id());
            if (status.isEmpty()) {
                missing(stored);
            } else {
                answered(stored, status.get());
            }
        } catch (PluginUnreachableException silent) {
            progress.note(
                    invocation,
                    stored.state(),
                    backoff(stored.tries(), RETRY_LATEST),
                    silent.detail(),
                    stored.problem());
        }
    }

    private void answered(Stored stored, InvocationStatus status) {
        Invocation invocation = stored.invocation();
        if (status.state() == InvocationStatus.State.FINISHED) {
            deliver(Delivery.last(invocation, status.results().outputs()));
            return;
        }
        if (!status.results().outputs().isEmpty()) {
            deliver(Delivery.some(invocation, status.results().outputs()));
        }
        Duration next = stored.state() == InvocationState.ACCEPTED
                ? backoff(stored.tries() + 3, ASK_LATEST)
                : progress.askAfter();
        progress.note(
                invocation,
                InvocationState.ACCEPTED,
                next.compareTo(progress.askAfter()) < 0 ? progress.askAfter() : next,
                null,
                stored.problem());
    }

    /** The plugin does not know the call. */
    private void missing(Stored stored) {
        Invocation invocation = stored.invocation();
        if (stored.state() == InvocationState.SENDING || invocation.target().idempotent()) {
            sendAgain(stored);
        } else {
            deliver(unknown(
                    invocation,
                    "The plugin had accepted this call and does not know it any more: its storage was lost."
                            + " Look at the record itself, then retry or skip."));
        }
    }

    private void overdue(Stored stored) {
        Invocation invocation = stored.invocation();
        if (stored.state() == InvocationState.READY) {
            deliver(Delivery.judgement(
                    invocation,
                    Outcome.NEVER_STARTED,
                    "PLUGIN_UNREACHABLE",
                    "The plugin could not be reached within the node's time limit"
                            + (stored.problem() == null ? "." : ": " + stored.problem())));
        } else {
            long now = System.currentTimeMillis();
            if (store.stop(invocation, now + STOP_LIMIT.toMillis(), now)) {
                stop(stored, now + STOP_LIMIT.toMillis());
            }
        }
    }

    /** The call is to end: because its time is over, or because its run is being terminated. */
    private void stop(Stored stored, long stopBy) {
        Invocation invocation = stored.invocation();
        if (stored.state() == InvocationState.READY) {
            deliver(Delivery.judgement(
                    invocation, Outcome.CANCELLED, "NOT_SENT", "The run was terminated before the plugin was called."));
            return;
        }
        boolean over = System.currentTimeMillis() >= stopBy;
        try {
            Optional<InvocationStatus> status = cancelAndAsk(invocation);
            if (status.isPresent() && status.get().state() == InvocationStatus.State.FINISHED) {
                deliver(Delivery.last(invocation, status.get().results().outputs()));
            } else if (over) {
                deliver(unstopped(invocation, status.isPresent()));
            } else {
                progress.note(invocation, stored.state(), STOP_PACE, stored.problem(), stored.problem());
            }
        } catch (PluginUnreachableException silent) {
            if (over) {
                deliver(unknown(invocation, "The plugin did not answer when it was told to stop: " + silent.detail()));
            } else {
                progress.note(invocation, stored.state(), STOP_PACE, silent.detail(), stored.problem());
            }
        }
    }

    private Optional<InvocationStatus> cancelAndAsk(Invocation invocation) {
        if (invocation.target().cancel() != null) {
            plugins.cancel(invocation.target(), invocation.id());
        }
        return invocation.target().status() == null
                ? Optional.empty()
                : plugins.status(invocation.target(), invocation.id());
    }

    private Delivery unstopped(Invocation invocation, boolean running) {
        if (running && System.currentTimeMillis() >= invocation.deadline()) {
            return Delivery.judgement(
                    invocation,
                    Outcome.TIMED_OUT,
                    "NODE_TIMEOUT",
                    "Its time limit was over; the plugin was told to stop and still works on it.");
        }
        return unknown(invocation, "The plugin did not confirm in time that it has stopped.");
    }

    private static Delivery unknown(Invocation invocation, String message) {
        return Delivery.judgement(invocation, Outcome.UNKNOWN, "NO_ANSWER", message);
    }

    private void deliver(Delivery delivery) {
        sink.getObject().deliver(delivery).join();
    }

    private static Duration backoff(int tries, Duration latest) {
        Duration delay = Duration.ofSeconds(1L << Math.min(tries, 10));
        return delay.compareTo(latest) < 0 ? delay : latest;
    }
}
