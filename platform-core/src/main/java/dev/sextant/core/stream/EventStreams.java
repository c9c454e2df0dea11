package dev.sextant.core.stream;

import dev.sextant.contract.problem.ErrorCode;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Opens streams of server-sent events, each with a virtual thread of its own, up to a bound. */
@Component
public class EventStreams {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MOST = 1_000;

    /** A reader connects again after that; so a stream never outlives a withdrawn permission for long. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Semaphore free = new Semaphore(MOST);
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong();

    /** What cannot be done with streams. */
    enum StreamError implements ErrorCode {
        TOO_MANY_STREAMS;

        @Override
        public ErrorType type() {
            return ErrorType.UNAVAILABLE;
        }

        @Override
        public String title() {
            return "Too many streams are open";
        }
    }

    /** Writes a stream until it returns or its reader goes. */
    @FunctionalInterface
    public interface Source {
        void write(Stream stream) throws IOException, InterruptedException;
    }

    /** The writing end of a stream. */
    public interface Stream {
        /** Sends one event whose id resumes the stream behind it. */
        void send(String id, String name, Object data) throws IOException;

        /** Tells the reader, and what stands between, that the stream is alive. */
        void beat() throws IOException;
    }

    /** Opens a stream. */
    public SseEmitter open(Source source) {
        if (!free.tryAcquire()) {
            throw ProblemException.retryAfter(
                    StreamError.TOO_MANY_STREAMS,
                    MOST + " streams are open already; close one, or read page by page.",
                    Duration.ofSeconds(10));
        }
        var emitter = new SseEmitter(LONGEST.toMillis());
        Thread writer =
                Thread.ofVirtual().name("stream-" + next.getAndIncrement()).unstarted(() -> write(source, emitter));
        open.add(writer);
        emitter.onTimeout(writer::interrupt);
        emitter.onError(gone -> writer.interrupt());
        emitter.onCompletion(writer::interrupt);
        writer.start();
        return emitter;
    }

    private void write(Source source, SseEmitter emitter) {
        try {
            source.write(new Stream() {
                @Override
                public void send(String id, String name, Object data) throws IOException {
                    emitter.send(SseEmitter.event().id(id).name(name).data(data, MediaType.APPLICATION_JSON));
                }

                @Override
                public void beat() throws IOException {
                    emitter.send(SseEmitter.event().comment("alive"));
                }
            });
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("The reader of a stream has gone: {}", gone.getMessage());
        } catch (InterruptedException stopped) {
            emitter.complete();
        } catch (RuntimeException failed) {
            LOG.warn("A stream broke off", failed);
            emitter.completeWithError(failed);
        } finally {
            open.remove(Thread.currentThread());
            free.release();
        }
    }

    @PreDestroy
    void close() {
        open.forEach(Thread::interrupt);
    }
}
