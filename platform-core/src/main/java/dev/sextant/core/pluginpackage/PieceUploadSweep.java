package dev.sextant.core.pluginpackage;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Forgets now and then what nobody went on uploading. */
@Component
class PieceUploadSweep implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(PieceUploadSweep.class);
    private static final int MINUTES = 10;

    private final PieceUpload uploads;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upload-sweep").factory());

    PieceUploadSweep(PieceUpload uploads) {
        this.uploads = uploads;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        clock.scheduleWithFixedDelay(this::sweep, 0, MINUTES, TimeUnit.MINUTES);
    }

    @Override
    public void destroy() {
        clock.shutdown();
    }

    private void sweep() {
        try {
            uploads.sweep();
        } catch (RuntimeException failed) {
            LOG.warn("Uploads that nobody went on with could not be removed: {}; trying again", failed.getMessage());
        }
    }
}
