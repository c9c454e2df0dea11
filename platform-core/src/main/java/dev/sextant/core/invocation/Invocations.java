package dev.sextant.core.invocation;

import dev.sextant.contract.Ids;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.core.member.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Opens the calls of node runs and stores their outcomes, as part of the transactions of a run. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Invocations {
    /** Beyond the service's own time limit: so long we wait for a plugin to tell that the limit was met. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** How long a plugin has to confirm that it stopped a call. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Duration LOOK_AFTER = Duration.ofSeconds(60);

    private final InvocationStore store;
    private final RecordRuns records;
    private final Membership membership;
    private final Dispatcher dispatcher;
    private final CallGate gate;

    Invocations(
            InvocationStore store, RecordRuns records, Membership membership, Dispatcher dispatcher, CallGate gate) {
        this.store = store;
        this.records = records;
        this.membership = membership;
        this.dispatcher = dispatcher;
        this.gate = gate;
    }

    /**
     * Opens the calls; they are sent once the transaction is committed.
     *
     * @return the node runs that ended at once, because none of their records can be called
     */
    public List<Settlement> open(List<Opening> wanted) {
        List<Opening> openings = gate.pass(wanted);
        long now = System.currentTimeMillis();
        var invocations = new ArrayList<Invocation>();
        var requests = new ArrayList<InvocationRequest>();
        var rows = new ArrayList<RecordRuns.Row>();
        var ended = new ArrayList<Settlement>();
        for (Opening opening : openings) {
            List<List<Opening.Input>> chunks = opening.chunks();
            for (List<Opening.Input> chunk : chunks) {
                Invocation invocation = invocation(opening, chunk.size(), chunks.size(), now);
                invocations.add(invocation);
                requests.add(opening.request(invocation.id(), chunk));
                chunk.forEach(input -> rows.add(new RecordRuns.Row(opening, input, invocation.id())));
            }
            opening.uncallable().forEach(input -> rows.add(new RecordRuns.Row(opening, input, null)));
        }
        store.insert(invocations, membership.id(), now, now + LOOK_AFTER.toMillis());
        records.insert(rows, now);
        for (Opening opening : openings) {
            if (opening.chunks().isEmpty()) {
                ended.add(settled(opening));
            }
        }
        afterCommit(() -> dispatcher.dispatch(invocations, requests));
        return ended;
    }

    /** Stores outcomes; tells for each node run that was touched what became of it, and of each delivery its receipt. */
    public Recorded record(List<Delivery> deliveries) {
        return new DeliveryBook(store, records).record(deliveries);
    }

    /** What a batch of deliveries did; the receipts are in the order of the deliveries. */
    public record Recorded(List<Settlement> settlements, List<OutcomeSink.Receipt> receipts) {}

    /** Opens a further attempt for the records of a node that did not succeed. */
    public List<Settlement> retry(Opening opening) {
        records.supersede(
                opening.nodeRunId(),
                opening.records().stream().map(Opening.Input::recordId).toList());
        return open(List.of(opening));
    }

    /** Has all open calls of a run stopped; returns how many there are. */
    public int stop(String runId) {
        long now = System.currentTimeMillis();
        int open = store.stopRun(runId, now + STOP_LIMIT.toMillis(), now);
        afterCommit(dispatcher::lookNow);
        return open;
    }

    private Settlement settled(Opening opening) {
        return new Settlement(
                opening.runId(),
                opening.nodeRunId(),
                opening.nodeId(),
                true,
                records.outcomes(opening.nodeRunId()),
                opening.records().size());
    }

    private static Invocation invocation(Opening opening, int records, int siblings, long now) {
        return new Invocation(
                Ids.next(),
                opening.runId(),
                opening.nodeRunId(),
                opening.nodeId(),
                opening.attempt(),
                siblings,
                records,
                opening.target(),
                now + opening.target().timeout().plus(GRACE).toMillis(),
                1);
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
