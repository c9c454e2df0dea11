package dev.sextant.core.plugininstance;

import dev.sextant.core.housekeeping.Stop;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Drives each instance in a thread of its own, one step at a time, when it is due or something happened. */
@Component
class InstanceScheduler implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceScheduler.class);
    /** Stands for the worker that has not begun yet. */
    private static final Thread PENDING = new Thread();

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final InstanceDriver driver;
    private final ConcurrentHashMap<String, Slot> slots = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;
    // Platform threads: reads of the engine's socket would pin virtual ones.
    private final ExecutorService workers = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("instance-", 0).factory());

    InstanceScheduler(InstanceDriver driver) {
        this.driver = driver;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("instance-timer").factory());
        this.timer.setRemoveOnCancelPolicy(true);
        this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Looks at the instance now, and asks the engine too. */
    void kick(String instanceId) {
        slots.computeIfAbsent(instanceId, Slot::new).kick();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changed(InstanceChanged change) {
        var slot = slots.get(change.instanceId());
        // A step that is under way goes on by itself; it must not wake itself.
        if (slot == null || !slot.isOwnedByCurrentThread()) {
            kick(change.instanceId());
        }
    }

    @Override
    public void destroy() {
        Stop.gently(timer);
        Stop.gently(workers);
        if (!workers.isTerminated()) {
            LOG.warn("A step of an instance did not end in time; the next start takes it up");
        }
    }

    private @Nullable Duration step(String instanceId, boolean thorough) {
        try {
            return driver.drive(instanceId, thorough);
        } catch (RuntimeException unexpected) {
            LOG.error("The instance {} could not be looked after; it is tried again", instanceId, unexpected);
            return AFTER_FAILURE;
        }
    }

    private final class Slot {
        private final String instanceId;
        private @Nullable Thread owner;
        private boolean again;
        private @Nullable ScheduledFuture<?> next;

        Slot(String instanceId) {
            this.instanceId = instanceId;
        }

        synchronized boolean isOwnedByCurrentThread() {
            return owner == Thread.currentThread();
        }

        synchronized void kick() {
            if (owner != null) {
                again = true;
            } else {
                begin(true);
            }
        }

        private synchronized void due() {
            if (owner == null) {
                begin(false);
            }
        }

        /** Called with the lock held. */
        private void begin(boolean thorough) {
            if (next != null) {
                next.cancel(false);
                next = null;
            }
            again = thorough;
            try {
                owner = PENDING;
                workers.execute(this::run);
            } catch (RejectedExecutionException ending) {
                owner = null;
            }
        }

        private void run() {
            boolean thorough = take();
            while (true) {
                var pause = step(instanceId, thorough);
                if (pause != null && !pause.isPositive()) {
                    thorough = true;
                } else if (!rest(pause)) {
                    thorough = take();
                } else {
                    return;
                }
                if (workers.isShutdown()) {
                    return;
                }
            }
        }

        private synchronized boolean take() {
            owner = Thread.currentThread();
            var thorough = again;
            again = false;
            return thorough;
        }

        private synchronized boolean rest(@Nullable Duration pause) {
            if (again) {
                return false;
            }
            owner = null;
            if (pause == null) {
                slots.remove(instanceId, this);
            } else {
                try {
                    next = timer.schedule(this::due, pause.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException ending) {
                    return true;
                }
            }
            return true;
        }
    }
}
