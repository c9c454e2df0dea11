package dev.sextant.core.invocation;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Cut;
import dev.sextant.core.invocation.OutputIndex.Piece;
import dev.sextant.core.storage.ObjectIntents;
import dev.sextant.core.storage.ObjectIntents.Intent;
import dev.sextant.core.storage.ObjectStorage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the output of records: the chunks of one report become one object, and an index tells where each lies. Chunks carry
 * their offset, so that a report may come twice; of each record at most {@value #MOST_BYTES} bytes are kept, and a mark tells
 * how many were not.
 */
@Component
class OutputWriter {
    static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final long MOST_BYTES_OF_REPORT = 32L * 1024 * 1024;

    private final OutputIndex index;
    private final ObjectStorage objects;
    private final ObjectIntents intents;
    private final OutputNews news;
    private final TransactionTemplate transactions;

    OutputWriter(
            OutputIndex index,
            ObjectStorage objects,
            ObjectIntents intents,
            OutputNews news,
            TransactionTemplate transactions) {
        this.index = index;
        this.objects = objects;
        this.intents = intents;
        this.news = news;
        this.transactions = transactions;
    }

    /** Stores the chunks; returns the offset at which the next one of each record begins. */
    Map<String, Long> write(Invocation invocation, List<Chunk> chunks, List<Cut> cuts) {
        if (chunks.isEmpty() && cuts.isEmpty()) {
            return Map.of();
        }
        List<String> records =
                chunks.stream().map(Chunk::callbackParameter).distinct().toList();
        Map<String, Long> before = records.isEmpty() ? Map.of() : index.lengths(invocation.id(), records);
        requireKnown(records, before);
        var report = new Report(invocation, before);
        chunks.stream().sorted(Comparator.comparingLong(Chunk::offset)).forEach(report::add);
        cuts.forEach(cut -> report.dropped.merge(cut.callbackParameter(), cut.bytes(), Math::max));
        store(report);
        return report.ends;
    }

    private static void requireKnown(List<String> records, Map<String, Long> known) {
        List<String> unknown =
                records.stream().filter(record -> !known.containsKey(record)).toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(
                    InvocationError.RECORD_NOT_FOUND,
                    "The invocation does not work on " + String.join(", ", unknown) + "; send what it was given.");
        }
    }

    private void store(Report report) {
        if (report.pieces.isEmpty()) {
            transactions.executeWithoutResult(status -> cut(report));
            return;
        }
        Intent intent = intents.note(report.key);
        try {
            objects.put(report.key, report.bytes.toByteArray());
            transactions.executeWithoutResult(status -> enter(report, intent));
        } catch (RuntimeException failed) {
            intents.sweep(intent);
            throw failed;
        }
        news.grown(report.invocation, report.records());
    }

    private void enter(Report report, Intent intent) {
        if (!intents.keep(intent)) {
            throw new ProblemException(
                    InvocationError.REPORT_INTERRUPTED,
                    "The platform was started anew meanwhile; send the report again.");
        }
        index.insert(report.invocation.id(), report.pieces);
        for (String record : report.records()) {
            long from = report.before.getOrDefault(record, 0L);
            long to = report.ends.getOrDefault(record, from);
            if (!index.prolong(report.invocation.id(), record, from, to)) {
                throw gap(record, from);
            }
        }
        cut(report);
    }

    private void cut(Report report) {
        report.dropped.forEach((record, bytes) -> index.cut(report.invocation.id(), record, bytes));
    }

    private static ProblemException gap(String record, long expected) {
        return new ProblemException(
                InvocationError.OUTPUT_GAP,
                "The next chunk of " + record + " begins at offset " + expected + "; send from there.",
                List.of(ProblemError.at("/chunks/" + record, String.valueOf(expected))));
    }

    /** One report on its way into storage. */
    private static final class Report {
        private final Invocation invocation;
        private final Map<String, Long> before;
        private final Map<String, Long> ends;
        private final Map<String, Long> dropped = new LinkedHashMap<>();
        private final List<Piece> pieces = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final String key;

        Report(Invocation invocation, Map<String, Long> before) {
            this.invocation = invocation;
            this.before = before;
            this.ends = new LinkedHashMap<>(before);
            this.key = "runs/" + invocation.runId() + "/" + invocation.id() + "/" + Ids.next();
        }

        /** The records whose output grows by it. */
        Set<String> records() {
            return pieces.stream().map(Piece::recordId).collect(Collectors.toCollection(TreeSet::new));
        }

        void add(Chunk chunk) {
            byte[] data = bytes(chunk);
            String record = chunk.callbackParameter();
            long end = ends.getOrDefault(record, 0L);
            if (chunk.offset() > end && end < MOST_BYTES) {
                throw gap(record, end);
            }
            int known = (int) Math.clamp(end - chunk.offset(), 0, data.length);
            int kept = (int) Math.clamp(MOST_BYTES - end, 0, data.length - known);
            if (kept > 0) {
                pieces.add(
                        new Piece(record, end, kept, chunk.stream(), chunk.at().toEpochMilli(), key, bytes.size()));
                bytes.write(data, known, kept);
                ends.put(record, end + kept);
            }
            if (kept < data.length - known) {
                dropped.merge(record, chunk.offset() + data.length - MOST_BYTES, Math::max);
            }
            if (bytes.size() > MOST_BYTES_OF_REPORT) {
                throw new ProblemException(
                        InvocationError.OUTPUT_TOO_LARGE,
                        "A report carries at most " + MOST_BYTES_OF_REPORT + " bytes of output; send it in parts.");
            }
        }

        private static byte[] bytes(Chunk chunk) {
            try {
                if (chunk.offset() >= 0) {
                    return chunk.bytes();
                }
            } catch (IllegalArgumentException noBase64) {
                // told below
            }
            throw new ProblemException(
                    InvocationError.BAD_CHUNK,
                    "The chunk of " + chunk.callbackParameter() + " needs an offset from 0 and data in base64.");
        }
    }
}
