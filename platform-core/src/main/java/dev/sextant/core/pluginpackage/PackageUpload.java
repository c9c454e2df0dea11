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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes an archive in: received whole, verified whole, and only then kept. */
@Component
class PackageUpload {
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Staging staging;
    private final PackageStore store;
    private final PackageTrust trust;
    private final PackageSettings settings;
    private final PackageLimits limits;
    private final Semaphore places;

    PackageUpload(Staging staging, PackageStore store, PackageTrust trust, PackageSettings settings) {
        this.staging = staging;
        this.store = store;
        this.trust = trust;
        this.settings = settings;
        this.limits = PackageLimits.upTo(settings.maxSize().toBytes());
        this.places = new Semaphore(settings.maxUploads());
    }

    PluginPackage receive(InputStream body, long length, String actor) {
        return receive(body, length, archive -> keep(archive, actor));
    }

    /** Takes an archive of a digest that was announced; when this very archive was kept before, its package is answered. */
    PluginPackage receiveOnce(InputStream body, long length, @Nullable String digest, String actor) {
        return receive(body, length, archive -> {
            if (digest != null && !digest.equals(archive.digest())) {
                throw new ProblemException(
                        PackageError.UPLOAD_DIFFERS,
                        "The archive has the digest %s, but %s was announced; upload it anew"
                                .formatted(archive.digest(), digest));
            }
            return store.find(archive).orElseGet(() -> keep(archive, actor));
        });
    }

    private PluginPackage receive(InputStream body, long length, Function<StagedArchive, PluginPackage> keep) {
        checkLength(length);
        if (!places.tryAcquire()) {
            throw ProblemException.retryAfter(
                    PackageError.UPLOADS_BUSY,
                    "%d uploads are in progress; try again in a moment".formatted(settings.maxUploads()),
                    LATER);
        }
        try (var archive = staging.receive(body, length)) {
            return keep.apply(archive);
        } finally {
            places.release();
        }
    }

    private PluginPackage keep(StagedArchive archive, String actor) {
        try (VerifiedPackage verified = PackageReader.open(archive.file(), limits)) {
            var image = onlyImage(verified.index()).id();
            BucketFiles.check(verified);
            return store.add(archive, judged(verified), image, actor);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private PackageStore.Judged judged(VerifiedPackage verified) {
        var manifest = verified.manifest();
        var label = manifest.name() + " " + manifest.version();
        return new PackageStore.Judged(
                manifest,
                verified.seal(),
                trust.judgeUpload(label, verified.seal()),
                PackageNotes.of(verified.ignored(), verified.warnings()),
                PackageContent.of(verified));
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

    void checkLength(long length) {
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
