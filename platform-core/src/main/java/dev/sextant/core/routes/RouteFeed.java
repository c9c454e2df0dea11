package dev.sextant.core.routes;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.plugininstance.HealthyInstances;
import dev.sextant.core.plugininstance.HealthyInstances.HealthyInstance;
import dev.sextant.core.plugininstance.InstanceChanged;
import dev.sextant.web.page.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Passes the routes to the gateways: the whole list, whenever it is another one. */
@Component
class RouteFeed implements DisposableBean {
    private static final int FOLLOWERS = 32;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final HealthyInstances instances;
    private final Set<SseEmitter> followers = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor sender = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("routes").factory());
    private List<HealthyInstance> told = List.of();

    RouteFeed(HealthyInstances instances) {
        this.instances = instances;
        sender.scheduleWithFixedDelay(this::beat, HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    List<HealthyInstance> current() {
        return instances.all();
    }

    SseEmitter follow() {
        if (followers.size() >= FOLLOWERS) {
            throw ProblemException.retryAfter(
                    RouteError.TOO_MANY_FOLLOWERS,
                    "%d followers are connected already".formatted(FOLLOWERS),
                    HEARTBEAT);
        }
        // No end of its own: the heartbeat finds who is gone.
        var emitter = new SseEmitter(0L);
        emitter.onCompletion(() -> followers.remove(emitter));
        emitter.onError(failed -> followers.remove(emitter));
        sender.execute(() -> {
            followers.add(emitter);
            send(emitter, SseEmitter.event().name("routes").data(Page.whole(current())));
        });
        return emitter;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changed(InstanceChanged change) {
        sender.execute(this::tell);
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
        followers.forEach(SseEmitter::complete);
    }

    /** On the one sending thread, so that no follower sees an older list after a newer one. */
    private void tell() {
        var now = current();
        if (!now.equals(told)) {
            told = now;
            followers.forEach(
                    follower -> send(follower, SseEmitter.event().name("routes").data(Page.whole(now))));
        }
    }

    private void beat() {
        followers.forEach(follower -> send(follower, SseEmitter.event().comment("still here")));
    }

    private void send(SseEmitter follower, SseEmitter.SseEventBuilder event) {
        try {
            follower.send(event);
        } catch (IOException | IllegalStateException gone) {
            followers.remove(follower);
        }
    }
}
