package dev.sextant.core.routes;

import dev.sextant.core.plugininstance.HealthyInstances;
import dev.sextant.core.plugininstance.HealthyInstances.HealthyInstance;
import dev.sextant.core.plugininstance.InstanceChanged;
import dev.sextant.core.stream.EventStreams;
import dev.sextant.web.page.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Passes the routes to the gateways: the whole list, whenever it is another one. */
@Component
class RouteFeed {
    /** Another core's changes are not signalled here: so often the routes are looked at for them. */
    private static final Duration LOOK_AFTER = Duration.ofSeconds(2);

    private static final int BEAT_AFTER_LOOKS = 7;

    private final HealthyInstances instances;
    private final EventStreams streams;
    private long changes;

    RouteFeed(HealthyInstances instances, EventStreams streams) {
        this.instances = instances;
        this.streams = streams;
    }

    List<HealthyInstance> current() {
        return instances.all();
    }

    /** No end of its own: the beat finds who is gone. */
    SseEmitter follow() {
        return streams.openForGood(this::follow);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    synchronized void changed(InstanceChanged change) {
        changes++;
        notifyAll();
    }

    private void follow(EventStreams.Stream stream) throws IOException, InterruptedException {
        @Nullable List<HealthyInstance> told = null;
        int quiet = 0;
        while (true) {
            long mark = seen();
            List<HealthyInstance> now = current();
            if (!now.equals(told)) {
                stream.send(null, "routes", Page.whole(now));
                told = now;
                quiet = 0;
            } else if (++quiet % BEAT_AFTER_LOOKS == 0) {
                stream.beat();
            }
            stream.rest(() -> await(mark));
        }
    }

    private synchronized long seen() {
        return changes;
    }

    private synchronized void await(long seen) throws InterruptedException {
        if (changes == seen) {
            wait(LOOK_AFTER.toMillis());
        }
    }
}
