package dev.sextant.sdk.service;

import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Cut;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.contract.wire.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the news of one attempt to the core, in order, and at last its outcomes, until the core has them. */
final class Reporter {

    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final Duration GATHER = Duration.ofMillis(100);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final String requestId;
    private final Outbox outbox;
    private final CoreCalls core;
    private final Arrivals arrived;
    private volatile boolean ended;

    /** Takes the outcomes that the core has, together with all output before them. */
    interface Arrivals {
        void accept(List<RecordOutcome> outcomes) throws InterruptedException;
    }

    Reporter(String requestId, Outbox outbox, CoreCalls core, Arrivals arrived) {
        this.requestId = requestId;
        this.outbox = outbox;
        this.core = core;
        this.arrived = arrived;
    }

    /** Sends reports until there are no more; false when the core has ended the attempt meanwhile. */
    boolean report() throws InterruptedException {
        for (Report report = outbox.next(GATHER); report != null; report = outbox.next(GATHER)) {
            send(report);
        }
        return !ended;
    }

    /** Sends the outcomes until the core has them or says that it does not want them. */
    void callback(List<RecordOutcome> outcomes) throws InterruptedException {
        InvocationResponse response = InvocationResponse.callback(requestId, outcomes);
        Duration pause = FIRST_PAUSE;
        while (true) {
            CoreCalls.Answer answer = core.callback(requestId, response);
            if (answer instanceof CoreCalls.Answer.Failed failed) {
                LOG.warn(
                        "The outcomes of {} could not be delivered, trying again in {}: {}",
                        requestId,
                        pause,
                        failed.why());
                Thread.sleep(pause);
                pause = longer(pause);
            } else {
                if (!(answer instanceof CoreCalls.Answer.Accepted)) {
                    LOG.warn("The core does not want the outcomes of {}: {}", requestId, answer);
                }
                return;
            }
        }
    }

    /** How many bytes the core has of a record; null when it does not want to hear of the attempt. */
    @Nullable Long ask(String record) throws InterruptedException {
        Map<String, Long> offsets = ask(List.of(record));
        return offsets == null ? null : offsets.getOrDefault(record, 0L);
    }

    private @Nullable Map<String, Long> ask(List<String> records) throws InterruptedException {
        CoreCalls.Answer answer = untilAnswered(outbox.question(records));
        if (answer instanceof CoreCalls.Answer.Accepted accepted) {
            return accepted.offsets();
        }
        unwanted(answer instanceof CoreCalls.Answer.Conflict ? new CoreCalls.Answer.Ended() : answer);
        return null;
    }

    private void send(Report report) throws InterruptedException {
        CoreCalls.Answer answer = untilAnswered(report);
        if (answer instanceof CoreCalls.Answer.Conflict) {
            // Without output there is nothing that could not follow: the conflict is about the attempt itself.
            answer = report.chunks().isEmpty() ? new CoreCalls.Answer.Ended() : afterConflict(report);
        }
        outbox.answered();
        if (!(answer instanceof CoreCalls.Answer.Accepted)) {
            unwanted(answer);
        }
        // What nobody wants has arrived as far as it ever will.
        arrived.accept(report.outputs());
    }

    private void unwanted(CoreCalls.Answer answer) {
        if (answer instanceof CoreCalls.Answer.Ended) {
            ended = true;
        }
        if (!outbox.isClosed()) {
            LOG.warn("The core no longer wants reports of {}: {}", requestId, answer);
            outbox.close();
        }
    }

    /** Asks what the core has, and sends what follows on it; what cannot follow is given up with a mark. */
    private CoreCalls.Answer afterConflict(Report report) throws InterruptedException {
        List<String> records = report.chunks().stream()
                .map(Chunk::callbackParameter)
                .distinct()
                .toList();
        Map<String, Long> known = ask(records);
        if (known == null) {
            return new CoreCalls.Answer.Conflict();
        }
        Map<String, Long> next = new LinkedHashMap<>(known);
        Map<String, Long> lost = new LinkedHashMap<>();
        List<Chunk> fitting = new ArrayList<>();
        for (Chunk chunk : report.chunks()) {
            fit(chunk, next, lost, fitting);
        }
        List<Cut> cuts = new ArrayList<>(report.cut());
        lost.forEach((record, bytes) -> {
            cuts.add(new Cut(record, bytes));
            outbox.offset(record, next.getOrDefault(record, 0L));
        });
        return untilAnswered(
                new Report(report.sequence(), report.started(), report.outputs(), fitting, cuts, report.progress()));
    }

    private static void fit(Chunk chunk, Map<String, Long> next, Map<String, Long> lost, List<Chunk> fitting) {
        String record = chunk.callbackParameter();
        byte[] bytes = chunk.bytes();
        long expected = next.getOrDefault(record, 0L);
        long skip = expected - chunk.offset();
        if (skip < 0) {
            lost.merge(record, (long) bytes.length - skip, (before, now) -> before + bytes.length);
        } else if (skip < bytes.length) {
            byte[] rest = Arrays.copyOfRange(bytes, (int) skip, bytes.length);
            fitting.add(Chunk.of(record, expected, chunk.stream(), rest, chunk.at()));
            next.put(record, expected + rest.length);
        }
    }

    private CoreCalls.Answer untilAnswered(Report report) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            CoreCalls.Answer answer = core.report(requestId, report);
            if (!(answer instanceof CoreCalls.Answer.Failed failed)) {
                return answer;
            }
            LOG.warn("A report of {} could not be delivered, trying again in {}: {}", requestId, pause, failed.why());
            Thread.sleep(pause);
            pause = longer(pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
