package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Progress;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells how far plugins are: only in the feed, because it is news and no result. Of each call at most once a second, and of at
 * most {@value #MOST} records at a time; what is passed over is soon followed by something newer, or by an outcome.
 */
@Component
class ProgressEvents {
    static final int MOST = 100;

    private static final long PACE = Duration.ofSeconds(1).toMillis();
    private static final int REMEMBERED = 10_000;

    private final RecordRuns records;
    private final Events events;
    private final Map<String, Long> toldAt = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    ProgressEvents(RecordRuns records, Events events) {
        this.records = records;
        this.events = events;
    }

    void tell(Invocation invocation, List<Progress> progress) {
        if (!isTimeFor(invocation.id())) {
            return;
        }
        Set<String> open = new HashSet<>(records.open(invocation.id()));
        var told = new ArrayList<Map<String, Object>>();
        for (Progress each : progress) {
            boolean known = each.callbackParameter() == null || open.contains(each.callbackParameter());
            if (known && told.size() < MOST) {
                told.add(entry(each));
            }
        }
        if (!told.isEmpty()) {
            events.append(new NewEvent(
                    "progress.changed",
                    "plugin:" + invocation.target().plugin(),
                    invocation.runId(),
                    invocation.nodeId(),
                    Map.of("progress", told)));
        }
    }

    private synchronized boolean isTimeFor(String invocationId) {
        long now = System.currentTimeMillis();
        Long last = toldAt.get(invocationId);
        if (last != null && now - last < PACE) {
            return false;
        }
        toldAt.put(invocationId, now);
        return true;
    }

    private static Map<String, Object> entry(Progress progress) {
        var entry = new LinkedHashMap<String, Object>();
        put(entry, "recordId", progress.callbackParameter());
        put(entry, "percent", progress.percent());
        put(entry, "message", progress.message());
        return entry;
    }

    private static void put(Map<String, Object> entry, String name, @Nullable Object value) {
        if (value != null) {
            entry.put(name, value);
        }
    }
}
