package dev.sextant.core.event;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.event.EventBatch;
import dev.sextant.contract.event.EventReceipt;
import dev.sextant.core.event.EventSubscriptions.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells plugins of events, in order and at least once: a subscription's position moves only when the plugin has acknowledged. A
 * plugin that is slow or away holds up nobody else.
 */
@Component
class EventDelivery implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LEASE = EventCourier.LIMIT.plusSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);
    private static final int SCANNED = 1_000;

    private final Events events;
    private final EventSubscriptions subscriptions;
    private final EventCourier courier;
    private @Nullable ExecutorService threads;

    EventDelivery(Events events, EventSubscriptions subscriptions, EventCourier courier) {
        this.events = events;
        this.subscriptions = subscriptions;
        this.courier = courier;
    }

    @Override
    public void start() {
        var started = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("event-delivery-", 0).factory());
        threads = started;
        started.execute(() -> look(started));
    }

    @Override
    public void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    private void look(ExecutorService started) {
        while (!started.isShutdown()) {
            try {
                long mark = events.mark();
                boolean busy = begin(started);
                events.await(mark, busy ? SOON : LOOK_AFTER);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("Events could not be delivered, trying again in {}: {}", LOOK_AFTER, failed.toString());
                pause();
            }
        }
    }

    /** Begins a delivery of each subscription that is due; false when there is none. */
    private boolean begin(ExecutorService started) {
        long now = System.currentTimeMillis();
        boolean any = false;
        for (Subscription due : subscriptions.due(now)) {
            if (subscriptions.lease(due, now + LEASE.toMillis())) {
                started.execute(() -> deliver(due));
                any = true;
            }
        }
        return any;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AFTER);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Subscription subscription) {
        try {
            List<Event> scanned = events.after(subscription.position(), SCANNED, null);
            List<Event> wanted = new ArrayList<>();
            long seen = subscription.position();
            for (Event event : scanned) {
                if (wanted.size() == EventBatch.MOST_EVENTS) {
                    break;
                }
                if (subscription.wants(event)) {
                    wanted.add(event);
                }
                seen = Long.parseLong(event.id());
            }
            Progress progress = wanted.isEmpty()
                    ? new Progress(seen, 0, 0, null)
                    : told(subscription, wanted, seen, courier.bring(subscription, new EventBatch(wanted)));
            subscriptions.release(subscription, progress);
            tell(subscription, progress);
        } catch (InterruptedException stopped) {
            // The lease ends, and the events come again.
        } catch (RuntimeException failed) {
            LOG.warn("Events of {} could not be delivered: {}", subscription.plugin(), failed.toString());
        }
    }

    private static Progress told(Subscription subscription, List<Event> sent, long seen, EventReceipt receipt) {
        List<String> ids = sent.stream().map(Event::id).toList();
        int accepted = receipt.accepted() == null ? -1 : ids.indexOf(receipt.accepted());
        if (accepted == ids.size() - 1) {
            return new Progress(seen, 0, 0, null);
        }
        int tries = accepted < 0 ? subscription.tries() + 1 : 1;
        long position = accepted < 0 ? subscription.position() : Long.parseLong(ids.get(accepted));
        String problem =
                Objects.requireNonNullElse(receipt.problem(), subscription.plugin() + " took only some events");
        return new Progress(position, tries, System.currentTimeMillis() + backoff(tries), problem);
    }

    private static long backoff(int tries) {
        return Math.min(1_000L << Math.min(tries - 1, 10), LONGEST_PAUSE.toMillis());
    }

    private static void tell(Subscription before, Progress after) {
        if (after.problem() != null && !after.problem().equals(before.problem())) {
            LOG.warn("{} did not take events: {}; they come again", before.plugin(), after.problem());
        }
    }
}
