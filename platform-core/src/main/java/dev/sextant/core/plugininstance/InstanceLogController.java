package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/platform/v1/plugin-instances/{id}/logs")
class InstanceLogController {
    private static final int MOST_LINES = 5000;
    private static final int FOLLOWERS = 16;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final InstanceLifecycle lifecycle;
    private final InstanceRemoval removal;
    private final ContainerRuntime runtime;
    private final Semaphore followers = new Semaphore(FOLLOWERS);

    InstanceLogController(InstanceLifecycle lifecycle, InstanceRemoval removal, ContainerRuntime runtime) {
        this.lifecycle = lifecycle;
        this.removal = removal;
        this.runtime = runtime;
    }

    /** The newest lines that the instance's container wrote. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission("instances:read")
    Page<LogLine> tail(@PathVariable String id, @RequestParam(defaultValue = "200") int tail) {
        return Page.whole(runtime.logs(container(id), bounded(tail)));
    }

    /** The newest lines, and each further one as it is written (event {@code line}); event {@code end} when it ended. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("instances:read")
    SseEmitter follow(@PathVariable String id, @RequestParam(defaultValue = "200") int tail) {
        var container = container(id);
        if (!followers.tryAcquire()) {
            throw ProblemException.retryAfter(
                    InstanceError.TOO_MANY_FOLLOWERS,
                    "%d logs are being followed already; close one, or read the log without following"
                            .formatted(FOLLOWERS),
                    Duration.ofSeconds(30));
        }
        var emitter = new SseEmitter(LONGEST.toMillis());
        var follower = new Follower(emitter);
        follower.begin(container, bounded(tail));
        return emitter;
    }

    private String container(String id) {
        var instance = lifecycle.find(id);
        if (instance.containerId() == null) {
            throw new ProblemException(
                    InstanceError.LOGS_UNAVAILABLE,
                    "%s has no container yet; it is %s".formatted(id, instance.state()));
        }
        return removal.container(instance);
    }

    private static int bounded(int tail) {
        return Math.clamp(tail, 1, MOST_LINES);
    }

    private final class Follower {
        private final SseEmitter emitter;
        private final AtomicBoolean open = new AtomicBoolean(true);
        private volatile AutoCloseable stream = () -> {};

        Follower(SseEmitter emitter) {
            this.emitter = emitter;
            emitter.onCompletion(this::close);
            emitter.onTimeout(this::close);
            emitter.onError(failed -> close());
        }

        void begin(String container, int tail) {
            try {
                stream = runtime.follow(container, tail, this::send, this::end);
            } catch (RuntimeException refused) {
                close();
                throw refused;
            }
        }

        private void send(LogLine line) {
            try {
                emitter.send(SseEmitter.event().name("line").data(line));
            } catch (IOException | IllegalStateException gone) {
                close();
            }
        }

        private void end() {
            try {
                if (open.get()) {
                    emitter.send(SseEmitter.event().name("end").data("{}"));
                    emitter.complete();
                }
            } catch (IOException | IllegalStateException gone) {
                close();
            }
        }

        private void close() {
            if (open.compareAndSet(true, false)) {
                followers.release();
                try {
                    stream.close();
                } catch (Exception closed) {
                    // It is over either way.
                }
            }
        }
    }
}
