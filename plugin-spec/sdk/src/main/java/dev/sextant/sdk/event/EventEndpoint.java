package dev.sextant.sdk.event;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.event.EventBatch;
import dev.sextant.contract.event.EventReceipt;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.sdk.SdkError;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where the core brings events; it is told how far they were handled, and brings the rest again. */
@RestController
public final class EventEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(EventEndpoint.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(2);

    private final EventBindings bindings;
    private final ReentrantLock one = new ReentrantLock();

    /** A path that leads to the methods. */
    public EventEndpoint(EventBindings bindings) {
        this.bindings = bindings;
    }

    @PostMapping("/${sextant.plugin.name}/v1/events")
    EventReceipt deliver(@RequestBody EventBatch batch) {
        if (batch.events().size() > EventBatch.MOST_EVENTS) {
            throw new ProblemException(
                    SdkError.EVENTS_TOO_MANY, "A batch has at most " + EventBatch.MOST_EVENTS + " events");
        }
        // A batch that the core gave up waiting for may still be under way; its events must not be overtaken.
        if (!one.tryLock()) {
            throw ProblemException.retryAfter(SdkError.EVENTS_BUSY, "An earlier batch is being handled", SOON);
        }
        try {
            return handle(batch);
        } finally {
            one.unlock();
        }
    }

    private EventReceipt handle(EventBatch batch) {
        Instant end = Instant.now().plus(LONGEST);
        String done = null;
        for (Event event : batch.events()) {
            String problem = Instant.now().isAfter(end) ? "The time for one batch is over" : handle(event);
            if (problem != null) {
                return new EventReceipt(done, problem);
            }
            done = event.id();
        }
        return new EventReceipt(done, null);
    }

    /** What went wrong; null when nothing did. */
    private @Nullable String handle(Event event) {
        for (EventHandler handler : bindings.of(event)) {
            try {
                handler.call(event);
            } catch (Throwable e) {
                LOG.error("The event {} ({}) was not handled, it comes again", event.id(), event.type(), e);
                return handler.method().getName() + " failed at " + event.type() + " ("
                        + e.getClass().getSimpleName() + "); the plugin's log says more";
            }
        }
        return null;
    }
}
