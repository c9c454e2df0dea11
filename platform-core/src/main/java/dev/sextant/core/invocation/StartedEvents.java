package dev.sextant.core.invocation;

import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Notes and tells which records a plugin has begun to work on. */
@Component
class StartedEvents {
    private final RecordRuns records;
    private final Events events;

    StartedEvents(RecordRuns records, Events events) {
        this.records = records;
        this.events = events;
    }

    @Transactional
    public void tell(Invocation invocation, List<String> started) {
        records.start(invocation.id(), started, System.currentTimeMillis());
        events.append(new NewEvent(
                "records.changed",
                "plugin:" + invocation.target().plugin(),
                invocation.runId(),
                invocation.nodeId(),
                Map.of("started", started.size())));
    }
}
