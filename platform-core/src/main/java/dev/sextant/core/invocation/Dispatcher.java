package dev.sextant.core.invocation;

import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.core.housekeeping.Stop;
import dev.sextant.core.invocation.InvocationStore.Stored;
import dev.sextant.core.member.Membership;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends calls as soon as they are committed, and looks after those that are due: to be asked about, sent again, stopped.
 *
 * <p>A call costs a virtual thread while it is answered; at most {@value #CALLS_PER_PLUGIN} of them are open to one plugin
 * at a time, the others wait.
 */
@Component
class Dispatcher implements SmartLifecycle {
    static final int CALLS_PER_PLUGIN = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration TICK = Duration.ofSeconds(3);
    private static final int LOOK_LIMIT = 500;

    private final InvocationStore store;
    private final Membership membership;
    private final Inheritance inheritance;
    private final Conversation conversation;
    private final Map<String, Semaphore> lines = new ConcurrentHashMap<>();
    private final Set<String> inFlight = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final ExecutorService calls = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("invocation-", 0).factory());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("invocation-clock").factory());
    private volatile boolean running;

    Dispatcher(InvocationStore store, Membership membership, Inheritance inheritance, Conversation conversation) {
        this.store = store;
        this.membership = membership;
        this.inheritance = inheritance;
        this.conversation = conversation;
    }

    @Override
    public void start() {
        running = true;
        clock.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets go: what is open is taken up by the next start, or by another core, from what is stored. */
    @Override
    public void stop() {
        running = false;
        Stop.gently(clock);
        Stop.gently(calls);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Sends calls that were just committed for the first time. */
    void dispatch(List<Invocation> invocations, List<InvocationRequest> requests) {
        for (int i = 0; i < invocations.size(); i++) {
            Invocation invocation = invocations.get(i);
            InvocationRequest request = requests.get(i);
            run(invocation.id(), invocation, () -> conversation.open(invocation, request));
        }
    }

    /** Looks at once for what is due, instead of at the next tick. */
    void lookNow() {
        if (running) {
            calls.execute(this::look);
        }
    }

    private void tick() {
        try {
            inheritance.takeOver();
            look();
        } catch (RuntimeException failed) {
            LOG.warn("The database could not be asked for due calls: {}; trying again", failed.getMessage());
        }
    }

    private void look() {
        if (!looking.compareAndSet(false, true)) {
            return;
        }
        try {
            long now = System.currentTimeMillis();
            var waiting = new ArrayList<String>();
            String owner = membership.id();
            for (Stored due : store.due(owner, now, LOOK_LIMIT)) {
                String key = due.stopBy() == null
                        ? due.invocation().id()
                        : due.invocation().id() + " stop";
                if (!run(key, due.invocation(), () -> conversation.resume(due))) {
                    waiting.add(due.invocation().id());
                }
            }
            store.lookAgain(owner, waiting, now + TICK.toMillis() * 5);
        } finally {
            looking.set(false);
        }
    }

    private boolean run(String key, Invocation invocation, Runnable work) {
        if (!running || !inFlight.add(key)) {
            return false;
        }
        try {
            calls.execute(() -> call(key, invocation, work));
            return true;
        } catch (java.util.concurrent.RejectedExecutionException stopped) {
            inFlight.remove(key);
            return false;
        }
    }

    private void call(String key, Invocation invocation, Runnable work) {
        Semaphore line = lines.computeIfAbsent(invocation.target().plugin(), plugin -> new Semaphore(CALLS_PER_PLUGIN));
        try {
            line.acquire();
            try {
                if (membership.alive()) {
                    work.run();
                } else {
                    store.lookAgain(membership.id(), List.of(invocation.id()), System.currentTimeMillis());
                }
            } finally {
                line.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            LOG.warn("Invocation {} could not be carried on; it is looked at again", invocation.id(), failed);
        } finally {
            inFlight.remove(key);
        }
    }
}
