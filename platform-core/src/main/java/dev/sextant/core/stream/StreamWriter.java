package dev.sextant.core.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The writing end of one stream and the thread that writes it. The thread is interrupted only while it rests: an interrupt
 * in the midst of a read would close the file of an embedded database for everybody.
 */
final class StreamWriter implements EventStreams.Stream {
    private final SseEmitter emitter;
    private @Nullable Thread resting;
    private boolean ended;

    StreamWriter(SseEmitter emitter) {
        this.emitter = emitter;
        emitter.onTimeout(this::end);
        emitter.onError(gone -> end());
        emitter.onCompletion(this::end);
    }

    SseEmitter emitter() {
        return emitter;
    }

    void start(String name, Runnable work) {
        Thread.ofVirtual().name(name).start(work);
    }

    @Override
    public void send(@Nullable String id, String name, Object data) throws IOException {
        SseEmitter.SseEventBuilder event = SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON);
        emitter.send(id == null ? event : event.id(id));
    }

    @Override
    public void beat() throws IOException {
        emitter.send(SseEmitter.event().comment("alive"));
    }

    @Override
    public void rest(EventStreams.Pause pause) throws InterruptedException {
        begin();
        try {
            pause.await();
        } finally {
            finish();
        }
        requireOpen();
    }

    /** Ends the stream at its next rest, or at once where it rests now. */
    synchronized void end() {
        ended = true;
        if (resting != null) {
            resting.interrupt();
        }
    }

    private synchronized void begin() throws InterruptedException {
        requireOpen();
        resting = Thread.currentThread();
    }

    private synchronized void finish() {
        resting = null;
    }

    private synchronized void requireOpen() throws InterruptedException {
        if (ended) {
            // Clears a signal that came when the pause was over already.
            Thread.interrupted();
            throw new InterruptedException("The stream is over");
        }
    }
}
