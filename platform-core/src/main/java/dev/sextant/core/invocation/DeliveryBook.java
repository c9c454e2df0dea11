package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.invocation.OutcomeSink.Receipt;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores one batch of deliveries with as few statements as their number allows. */
final class DeliveryBook {
    private final InvocationStore store;
    private final RecordRuns records;
    private final long now = System.currentTimeMillis();
    private final Map<String, Touched> nodes = new LinkedHashMap<>();

    DeliveryBook(InvocationStore store, RecordRuns records) {
        this.store = store;
        this.records = records;
    }

    Invocations.Recorded record(List<Delivery> deliveries) {
        List<Delivery> valid = deliveries.stream()
                .filter(delivery -> !delivery.judged() || store.owned(delivery.invocation()))
                .toList();
        Map<Delivery, Integer> firsts = storeOutcomes(valid);
        List<Delivery> last =
                valid.stream().filter(delivery -> delivery.rest() != null).toList();
        boolean[] ended = last.isEmpty()
                ? new boolean[0]
                : store.finish(last.stream().map(Delivery::invocation).toList(), now);
        for (int i = 0; i < last.size(); i++) {
            if (ended[i]) {
                end(last.get(i), firsts.getOrDefault(last.get(i), 0));
            }
        }
        return new Invocations.Recorded(settlements(), receipts(deliveries));
    }

    private Map<Delivery, Integer> storeOutcomes(List<Delivery> deliveries) {
        boolean[] first = records.store(deliveries, now);
        var firsts = new java.util.IdentityHashMap<Delivery, Integer>();
        int next = 0;
        for (Delivery delivery : deliveries) {
            int count = 0;
            for (RecordOutcome outcome : delivery.outcomes()) {
                if (first[next++]) {
                    count++;
                    touched(delivery).add(outcome.outcome());
                } else if (records.storeLate(delivery.invocation().id(), outcome)) {
                    touched(delivery).late = true;
                }
            }
            firsts.put(delivery, count);
        }
        return firsts;
    }

    private void end(Delivery delivery, int firsts) {
        Touched node = touched(delivery);
        Delivery.Rest rest = delivery.rest();
        Invocation invocation = delivery.invocation();
        boolean whole = firsts == invocation.records();
        if (!whole && rest != null) {
            node.changed += records.storeRest(invocation.id(), rest, now);
        }
        if (invocation.siblings() > 1) {
            node.ended = store.lockOpen(invocation.nodeRunId(), invocation.attempt()) == 0;
            node.known = false;
        } else {
            node.ended = true;
            node.known = whole && invocation.attempt() == 1;
        }
    }

    private List<Settlement> settlements() {
        var settlements = new ArrayList<Settlement>(nodes.size());
        nodes.forEach((id, node) -> {
            if (node.changed > 0 || node.ended) {
                Map<Outcome, Integer> outcomes = node.known ? node.outcomes : records.outcomes(id);
                settlements.add(new Settlement(
                        node.invocation.runId(), id, node.invocation.nodeId(), node.ended, outcomes, node.changed));
            }
        });
        return settlements;
    }

    private List<Receipt> receipts(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(delivery -> touched(delivery).late ? Receipt.LATE : Receipt.STORED)
                .toList();
    }

    private Touched touched(Delivery delivery) {
        return nodes.computeIfAbsent(delivery.invocation().nodeRunId(), id -> new Touched(delivery.invocation()));
    }

    /** A node run that the batch touches. */
    private static final class Touched {
        private final Invocation invocation;
        private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        private int changed;
        private boolean ended;
        private boolean known;
        private boolean late;

        Touched(Invocation invocation) {
            this.invocation = invocation;
        }

        void add(Outcome outcome) {
            changed++;
            outcomes.merge(outcome, 1, Integer::sum);
        }
    }
}
