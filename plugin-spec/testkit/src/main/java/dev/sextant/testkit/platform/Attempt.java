package dev.sextant.testkit.platform;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the plugin has told of one attempt, kept as the core keeps it; what breaks the contract is noted. */
public final class Attempt {
    private final String id;
    private final Set<String> records;
    private final Map<String, ByteArrayOutputStream> output = new HashMap<>();
    private final Map<String, RecordOutcome> outcomes = new LinkedHashMap<>();
    private final Set<String> started = new LinkedHashSet<>();
    private final Set<String> breaches = new LinkedHashSet<>();
    private final List<Instant> deliveries = new ArrayList<>();
    private int callbacks;
    private int unheard;
    private int unanswered;
    private int callbacksUnanswered;
    private @Nullable Integer refusal;

    Attempt(String id, Set<String> records) {
        this.id = id;
        this.records = Set.copyOf(records);
    }

    /** The request's id. */
    public String id() {
        return id;
    }

    /** The first message is lost on its way, and so are the answers to the second and to the first callback. */
    public synchronized void loseMessages() {
        unheard = 1;
        unanswered = 1;
        callbacksUnanswered = 1;
    }

    /** From now on everything is refused with a status: 409 is the core's word that the attempt is over. */
    public synchronized void refuse(int status) {
        refusal = status;
    }

    synchronized @Nullable Integer refusal() {
        return refusal;
    }

    synchronized boolean losesMessage() {
        if (unheard == 0) {
            return false;
        }
        unheard--;
        refused();
        return true;
    }

    synchronized boolean losesAnswer(boolean callback) {
        if (callback && callbacksUnanswered > 0) {
            callbacksUnanswered--;
            return true;
        }
        if (unanswered > 0) {
            unanswered--;
            return true;
        }
        return false;
    }

    /** The records' next offsets; null when a piece of output does not follow on what is there. */
    synchronized @Nullable Map<String, Long> report(Report report) {
        delivered();
        started.addAll(report.started());
        report.started().stream()
                .filter(record -> !records.contains(record))
                .forEach(record -> breach("a report starts the record '%s', which the call did not have", record));
        Map<String, Long> accepted = new HashMap<>();
        for (Chunk chunk : report.chunks()) {
            if (!append(chunk)) {
                notifyAll();
                return null;
            }
            accepted.put(chunk.callbackParameter(), size(chunk.callbackParameter()));
        }
        take(report.outputs());
        notifyAll();
        return accepted;
    }

    synchronized void callback(InvocationResponse response) {
        delivered();
        callbacks++;
        InvocationResponse.Results results = response.results();
        if (results != null) {
            String named = results.requestId();
            if (named != null && !named.equals(id)) {
                breach("the callback of '%s' names the request '%s'", id, named);
            }
            take(results.outputs());
        }
        notifyAll();
    }

    synchronized void malformed(String why) {
        delivered();
        breach("a message that cannot be read: %s", why);
        notifyAll();
    }

    synchronized void refused() {
        delivered();
        notifyAll();
    }

    private void delivered() {
        deliveries.add(Instant.now());
    }

    private void take(List<RecordOutcome> given) {
        Set<String> inThisMessage = new HashSet<>();
        for (RecordOutcome outcome : given) {
            String record = outcome.callbackParameter();
            if (!records.contains(record)) {
                breach("an outcome of the record '%s', which the call did not have", record);
            }
            if (!inThisMessage.add(record)) {
                breach("two outcomes of the record '%s' in one message", record);
            }
            RecordOutcome before = outcomes.putIfAbsent(record, outcome);
            if (before != null && !before.equals(outcome)) {
                breach(
                        "the record '%s' ended %s and then %s; an outcome is final",
                        record, before.outcome(), outcome.outcome());
            }
        }
    }

    private boolean append(Chunk chunk) {
        String record = chunk.callbackParameter();
        byte[] bytes = chunk.bytes();
        if (!records.contains(record)) {
            breach("output of the record '%s', which the call did not have", record);
        }
        long size = size(record);
        if (chunk.offset() > size) {
            breach(
                    "output of '%s' at offset %d, though only %d bytes came before: a piece is missing",
                    record, chunk.offset(), size);
            return false;
        }
        int known = (int) Math.min(bytes.length, size - chunk.offset());
        byte[] stored = output.containsKey(record) ? output.get(record).toByteArray() : new byte[0];
        int from = (int) chunk.offset();
        if (!Arrays.equals(stored, from, from + known, bytes, 0, known)) {
            breach("output of '%s' at offset %d differs from what was sent there before", record, chunk.offset());
        }
        if (bytes.length > known) {
            if (outcomes.containsKey(record)) {
                breach("output of '%s' after its outcome", record);
            }
            output.computeIfAbsent(record, name -> new ByteArrayOutputStream())
                    .write(bytes, known, bytes.length - known);
        }
        return true;
    }

    private long size(String record) {
        ByteArrayOutputStream bytes = output.get(record);
        return bytes == null ? 0 : bytes.size();
    }

    private void breach(String form, Object... values) {
        breaches.add(form.formatted(values));
    }

    /** Waits for something; false when it did not come about in time. */
    public synchronized boolean await(Duration time, Predicate<Attempt> condition) throws InterruptedException {
        Instant end = Instant.now().plus(time);
        while (!condition.test(this)) {
            long left = Duration.between(Instant.now(), end).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Whether a final callback has come. */
    public synchronized boolean isOver() {
        return callbacks > 0;
    }

    /** The records' outcomes so far. */
    public synchronized List<RecordOutcome> outcomes() {
        return List.copyOf(outcomes.values());
    }

    /** The records whose work has begun. */
    public synchronized Set<String> started() {
        return Set.copyOf(started);
    }

    /** A record's output so far. */
    public synchronized byte[] output(String record) {
        ByteArrayOutputStream bytes = output.get(record);
        return bytes == null ? new byte[0] : bytes.toByteArray();
    }

    /** What broke the contract. */
    public synchronized List<String> breaches() {
        return List.copyOf(breaches);
    }

    /** How many messages came. */
    public synchronized int messages() {
        return deliveries.size();
    }

    /** How many final callbacks came. */
    public synchronized int callbacks() {
        return callbacks;
    }

    /** Whether anything came. */
    public synchronized boolean isTouched() {
        return !deliveries.isEmpty();
    }
}
