package dev.sextant.core.run;

import dev.sextant.core.engine.Engine;
import dev.sextant.core.event.Events;
import dev.sextant.core.invocation.Invocations;
import dev.sextant.core.invocation.OutcomeSink.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens a book for each transaction of the ledger. */
@Component
class RunBooks {
    private final RunStore runs;
    private final NodeRuns nodes;
    private final Engine engine;
    private final Invocations invocations;
    private final NodeInputs inputs;
    private final RunCache cache;
    private final Events events;

    RunBooks(
            RunStore runs,
            NodeRuns nodes,
            Engine engine,
            Invocations invocations,
            NodeInputs inputs,
            RunCache cache,
            Events events) {
        this.runs = runs;
        this.nodes = nodes;
        this.engine = engine;
        this.invocations = invocations;
        this.inputs = inputs;
        this.cache = cache;
        this.events = events;
    }

    List<@Nullable Receipt> write(List<Entry> entries) {
        return new RunBook(runs, nodes, engine, invocations, inputs, cache, new RunEvents(events)).write(entries);
    }
}
