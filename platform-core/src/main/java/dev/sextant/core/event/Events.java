package dev.sextant.core.event;

import dev.sextant.contract.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The durable feed: append within the transaction of the change, read by cursor.
 *
 * <p>Events are written at the very end of the transaction, under the lock of the sequence's row that is held until the
 * commit. So positions follow the order of commits, on any number of cores, and a reader's cursor never passes over an
 * event that is committed later.
 */
@Component
public class Events {
    private final EventStore store;
    private final EventSignal signal;
    private final TransactionTemplate transactions;

    Events(EventStore store, EventSignal signal, TransactionTemplate transactions) {
        this.store = store;
        this.signal = signal;
        this.transactions = transactions;
    }

    /** Appends the event with the current transaction, or with one of its own where there is none. */
    public void append(NewEvent event) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            pending().add(event);
        } else {
            transactions.executeWithoutResult(status -> pending().add(event));
        }
    }

    /** At most {@code limit} events after the cursor, oldest first; of one run only where {@code runId} is given. */
    public List<Event> after(long cursor, int limit, @Nullable String runId) {
        return store.after(cursor, limit, runId);
    }

    /** The position of the newest event, 0 where there is none. */
    public long last() {
        return store.last();
    }

    /** How often something was committed here: read it before the feed is read, and pass it to {@link #await}. */
    public long mark() {
        return signal.seen();
    }

    /** Has those who wait look again, though nothing was appended. */
    public void wake() {
        signal.raise();
    }

    /** Returns when something was committed since the mark, or when the time is over. */
    public void await(long mark, Duration limit) throws InterruptedException {
        signal.await(mark, limit);
    }

    private List<NewEvent> pending() {
        @SuppressWarnings("unchecked")
        var bound = (List<NewEvent>) TransactionSynchronizationManager.getResource(this);
        return bound == null ? bind() : bound;
    }

    private List<NewEvent> bind() {
        var list = new ArrayList<NewEvent>();
        TransactionSynchronizationManager.bindResource(this, list);
        TransactionSynchronizationManager.registerSynchronization(new Writer(list));
        return list;
    }

    private final class Writer implements TransactionSynchronization, Ordered {
        private final List<NewEvent> events;

        Writer(List<NewEvent> events) {
            this.events = events;
        }

        /** Last of all, so that the lock of the sequence is held as briefly as can be. */
        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(Events.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Events.this, events);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            store.write(events);
        }

        @Override
        public void afterCommit() {
            signal.raise();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Events.this);
        }
    }
}
