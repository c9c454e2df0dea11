package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.stream.EventStreams;
import dev.sextant.web.page.Page;
import dev.sextant.web.policy.RequiresPermission;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
    private static final Duration BEAT_AFTER = Duration.ofSeconds(15);

    private final InstanceLifecycle lifecycle;
    private final InstanceRemoval removal;
    private final Engines engines;
    private final EventStreams streams;
    private final Semaphore followers = new Semaphore(FOLLOWERS);

    InstanceLogController(InstanceLifecycle lifecycle, InstanceRemoval removal, Engines engines, EventStreams streams) {
        this.lifecycle = lifecycle;
        this.removal = removal;
        this.engines = engines;
        this.streams = streams;
    }

    /** The newest lines that the instance's container wrote. */
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @RequiresPermission("instances:read")
    Page<LogLine> tail(@PathVariable String id, @RequestParam(defaultValue = "200") int tail) {
        return Page.whole(engines.of(lifecycle.find(id)).logs(container(id), bounded(tail)));
    }

    /** The newest lines, and each further one as it is written (event {@code line}); event {@code end} when it ended. */
    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @RequiresPermission("instances:read")
    SseEmitter follow(@PathVariable String id, @RequestParam(defaultValue = "200") int tail) {
        var container = container(id);
        var runtime = engines.of(lifecycle.find(id));
        if (!followers.tryAcquire()) {
            throw ProblemException.retryAfter(
                    InstanceError.TOO_MANY_FOLLOWERS,
                    "%d logs are being followed already; close one, or read the log without following"
                            .formatted(FOLLOWERS),
                    Duration.ofSeconds(30));
        }
        try {
            return streams.open(stream -> follow(stream, runtime, container, bounded(tail)));
        } catch (ProblemException refused) {
            followers.release();
            throw refused;
        }
    }

    private void follow(EventStreams.Stream stream, ContainerRuntime runtime, String container, int tail)
            throws IOException, InterruptedException {
        var over = new CountDownLatch(1);
        try (var log = runtime.follow(container, tail, line -> pass(stream, line, over), over::countDown)) {
            while (over.getCount() > 0) {
                stream.rest(() -> over.await(BEAT_AFTER.toSeconds(), TimeUnit.SECONDS));
                stream.beat();
            }
            stream.send(null, "end", Map.of());
        } finally {
            followers.release();
        }
    }

    private static void pass(EventStreams.Stream stream, LogLine line, CountDownLatch over) {
        try {
            stream.send(null, "line", line);
        } catch (IOException | IllegalStateException gone) {
            over.countDown();
        }
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
}
