package dev.sextant.web.idempotency;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** For services without a database; forgets everything when the service ends, and the oldest beyond its bound. */
public final class MemoryIdempotencyStore implements IdempotencyStore {
    private static final int BOUND = 10_000;

    private record Known(Instant begunAt, Attempt.@Nullable Done done) {}

    private final InstantSource clock;
    private final Map<String, Known> entries = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > BOUND;
        }
    };

    public MemoryIdempotencyStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Attempt begin(String id) {
        Known known = entries.get(id);
        Instant now = clock.instant();
        if (known == null || ended(known, now)) {
            entries.put(id, new Known(now, null));
            return new Attempt.First();
        }
        Attempt.Done done = known.done();
        return done == null ? new Attempt.InProgress() : done;
    }

    private static boolean ended(Known known, Instant now) {
        return now.isAfter(known.begunAt().plus(known.done() == null ? ABANDONED : KEPT));
    }

    @Override
    public synchronized void finish(String id, String fingerprint, Attempt.Answer answer) {
        entries.put(id, new Known(clock.instant(), new Attempt.Done(fingerprint, answer)));
    }

    @Override
    public synchronized void forget(String id) {
        entries.remove(id);
    }
}
