package dev.sextant.core.pluginpackage;

import dev.sextant.core.housekeeping.Chore;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets now and then what nobody went on uploading. */
@Configuration(proxyBeanMethods = false)
class PieceUploadSweep {
    private static final Duration PAUSE = Duration.ofMinutes(10);

    @Bean
    Chore abandonedUploadsChore(PieceUpload uploads) {
        return new Chore("Uploads that nobody goes on with are removed", PAUSE, uploads::sweep);
    }
}
