package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.PackageIndex;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Takes an archive in: received whole, verified whole, and only then kept. */
@Component
class PackageUpload {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Staging staging;
    private final PackageStore store;
    private final PackageSettings settings;
    private final PackageLimits limits;
    private final Semaphore places;

    PackageUpload(Staging staging, PackageStore store, PackageSettings settings) {
        this.staging = staging;
        this.store = store;
        this.settings = settings;
        this.limits = PackageLimits.upTo(settings.maxSize().toBytes());
        this.places = new Semaphore(settings.maxUploads());
    }

    PluginPackage receive(InputStream body, long length, String actor) {
        checkLength(length);
        if (!places.tryAcquire()) {
            throw ProblemException.retryAfter(
                    PackageError.UPLOADS_BUSY,
                    "%d uploads are in progress; try again in a moment".formatted(settings.maxUploads()),
                    LATER);
        }
        try (var archive = staging.receive(body, length)) {
            return keep(archive, actor);
        } finally {
            places.release();
        }
    }

    private PluginPackage keep(StagedArchive archive, String actor) {
        try (VerifiedPackage verified = PackageReader.open(archive.file(), limits)) {
            return store.add(
                    archive, verified.manifest(), onlyImage(verified.index()).id(), actor);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static PackageIndex.Image onlyImage(PackageIndex index) {
        if (index.images().size() != 1) {
            throw new ProblemException(
                    PackageError.CONTAINERS_UNSUPPORTED,
                    "The manifest lists %d containers; this version of the platform runs exactly one for each plugin"
                            .formatted(index.images().size()));
        }
        return index.images().getFirst();
    }

    private void checkLength(long length) {
        if (length < 0) {
            throw new ProblemException(
                    PackageError.LENGTH_REQUIRED, "Send the archive as the body, with a Content-Length header");
        }
        if (length > settings.maxSize().toBytes()) {
            throw new ProblemException(
                    PackageError.UPLOAD_TOO_LARGE,
                    "The archive has %d bytes; at most %d are taken (sextant.packages.max-size)"
                            .formatted(length, settings.maxSize().toBytes()));
        }
    }
}
