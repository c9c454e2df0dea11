package dev.sextant.core.invocation;

import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Remembers where a call stands, and tells the world when its problem has changed. */
@Component
class CallProgress {
    private final InvocationStore store;
    private final Events events;
    private final TransactionTemplate transactions;
    private final InvocationSettings settings;

    CallProgress(InvocationStore store, Events events, TransactionTemplate transactions, InvocationSettings settings) {
        this.store = store;
        this.events = events;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** How long an accepted call is left alone before it is asked about. */
    Duration askAfter() {
        return settings.askAfter();
    }

    /**
     * Notes where the call stands and when it is looked at again.
     *
     * @param problem what keeps it from going on now
     * @param told the problem that the world knows of
     */
    void note(
            Invocation invocation,
            InvocationState state,
            Duration delay,
            @Nullable String problem,
            @Nullable String told) {
        long next = Math.min(System.currentTimeMillis() + delay.toMillis(), invocation.deadline());
        transactions.executeWithoutResult(status -> {
            boolean ours = store.move(invocation, state, next, problem);
            if (ours && !Objects.equals(problem, told)) {
                events.append(new NewEvent(
                        "node.changed",
                        "service:platform-core",
                        invocation.runId(),
                        invocation.nodeId(),
                        problem == null ? Map.of() : Map.of("problem", problem)));
            }
        });
    }
}
