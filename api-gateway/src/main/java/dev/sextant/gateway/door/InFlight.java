package dev.sextant.gateway.door;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests that are under way, in all and of each client, against their limits. */
final class InFlight {
    private final int limit;
    private final int limitPerClient;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<String, Integer> clients = new ConcurrentHashMap<>();

    InFlight(int limit, int limitPerClient) {
        this.limit = limit;
        this.limitPerClient = limitPerClient;
    }

    boolean enter() {
        if (all.incrementAndGet() <= limit) {
            return true;
        }
        all.decrementAndGet();
        return false;
    }

    void leave() {
        all.decrementAndGet();
    }

    boolean enter(String client) {
        int count = clients.merge(client, 1, Integer::sum);
        if (count <= limitPerClient) {
            return true;
        }
        leave(client);
        return false;
    }

    void leave(String client) {
        clients.computeIfPresent(client, (name, count) -> count == 1 ? null : count - 1);
    }

    int count() {
        return all.get();
    }
}
