package dev.sextant.core.stream;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Opens streams of server-sent events, each with a virtual thread of its own, up to a bound, and ends all of them when the
 * core stops: they would never end by themselves and hold up the orderly shutdown.
 */
@Component
public class EventStreams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MOST = 1_000;

    /** A reader connects again after that; so a stream never outlives a withdrawn permission for long. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Semaphore free = new Semaphore(MOST);
    private final Set<StreamWriter> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();
    private volatile boolean running;

    /** What cannot be done with streams. */
    enum StreamError implements ErrorCode {
        TOO_MANY_STREAMS("Too many streams are open"),
        STOPPING("The core is stopping");

        private final String title;

        StreamError(String title) {
            this.title = title;
        }

        @Override
        public ErrorType type() {
            return ErrorType.UNAVAILABLE;
        }

        @Override
        public String title() {
            return title;
        }
    }

    /** Writes a stream until it returns or its reader goes. */
    @FunctionalInterface
    public interface Source {
        void write(Stream stream) throws IOException, InterruptedException;
    }

    /** The writing end of a stream. */
    public interface Stream {
        /** Sends one event; its id, where it has one, resumes the stream behind it. */
        void send(@Nullable String id, String name, Object data) throws IOException;

        /** Tells the reader, and what stands between, that the stream is alive. */
        void beat() throws IOException;

        /** Waits, but no longer than the stream lasts. */
        void rest(Pause pause) throws InterruptedException;
    }

    /** Something to wait for. */
    @FunctionalInterface
    public interface Pause {
        void await() throws InterruptedException;
    }

    /** Opens a stream. */
    public SseEmitter open(Source source) {
        return open(LONGEST, source);
    }

    /** Opens a stream that lasts as long as its reader and this core do. */
    public SseEmitter openForGood(Source source) {
        return open(Duration.ZERO, source);
    }

    private SseEmitter open(Duration longest, Source source) {
        if (!free.tryAcquire()) {
            throw ProblemException.retryAfter(
                    StreamError.TOO_MANY_STREAMS,
                    MOST + " streams are open already; close one, or read page by page.",
                    Duration.ofSeconds(10));
        }
        var writer = new StreamWriter(new SseEmitter(longest.toMillis()));
        open.add(writer);
        if (!running) {
            remove(writer);
            throw ProblemException.retryAfter(
                    StreamError.STOPPING, "Open the stream again when the core is back.", Duration.ofSeconds(5));
        }
        writer.start("stream-" + next.getAndIncrement(), () -> write(source, writer));
        return writer.emitter();
    }

    private void write(Source source, StreamWriter writer) {
        try {
            source.write(writer);
            writer.emitter().complete();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("The reader of a stream has gone: {}", gone.getMessage());
        } catch (InterruptedException ended) {
            writer.emitter().complete();
        } catch (RuntimeException failed) {
            LOG.warn("A stream broke off", failed);
            writer.emitter().completeWithError(failed);
        } finally {
            remove(writer);
        }
    }

    private void remove(StreamWriter writer) {
        open.remove(writer);
        free.release();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Comes before the web server's own shutdown, which waits for the requests that are under way. */
    @Override
    public void stop() {
        running = false;
        open.forEach(StreamWriter::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
