package dev.sextant.gateway.door;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Ends the streams when the gateway stops; they would never end by themselves and hold up the orderly shutdown. */
@Component
class OpenStreams implements SmartLifecycle {
    private final Sinks.Empty<Void> end = Sinks.empty();
    private volatile boolean running;

    /** Completes when the gateway stops. */
    Mono<Void> end() {
        return end.asMono();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Comes before the web server's own shutdown, which waits for the requests that are under way. */
    @Override
    public void stop() {
        running = false;
        end.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
