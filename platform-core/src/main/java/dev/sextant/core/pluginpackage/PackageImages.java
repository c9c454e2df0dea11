package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.storage.ObjectStorage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Registered packages, for who launches them. */
@Component
public class PackageImages {
    private final PluginPackages packages;
    private final ObjectStorage storage;
    private final Staging staging;
    private final PackageTrust trust;
    private final ObjectProvider<LaunchCondition> conditions;

    PackageImages(
            PluginPackages packages,
            ObjectStorage storage,
            Staging staging,
            PackageTrust trust,
            ObjectProvider<LaunchCondition> conditions) {
        this.packages = packages;
        this.storage = storage;
        this.staging = staging;
        this.trust = trust;
        this.conditions = conditions;
    }

    /** The package, held until the caller's transaction ends, so that nobody decommissions it meanwhile. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LaunchablePackage lockForLaunch(String id) {
        var found = registered(id);
        trust.checkLaunch(found);
        var launched = launchable(found);
        conditions.forEach(condition -> condition.check(launched));
        return launched;
    }

    /** The package, held likewise while it is registered, whether it could be launched now or not. */
    @Transactional(propagation = Propagation.MANDATORY)
    public LaunchablePackage lockRegistered(String id) {
        return launchable(registered(id));
    }

    /** The package of an instance that is there already. */
    @Transactional(readOnly = true)
    public LaunchablePackage find(String id) {
        return packages.findById(id).map(PackageImages::launchable).orElseThrow(() -> PackageLifecycle.notFound(id));
    }

    /** Whether any package, registered or not, has this image. */
    @Transactional(readOnly = true)
    public boolean anyHasImage(String imageId) {
        return packages.existsByImageId(imageId);
    }

    /**
     * Brings a package back from object storage, verifies all of it again, and passes its image archive, in the form of
     * {@code docker save}.
     *
     * @throws ProblemException when what is stored is no longer what was uploaded
     */
    public void passImage(String id, Consumer<InputStream> loader) {
        withPackage(id, archive -> {
            passImage(archive, loader);
            return id;
        });
    }

    /**
     * Brings a package back in the same way, and returns the text of one of its files.
     *
     * @throws ProblemException when the package has no such file, or it is larger than that
     */
    public String text(String id, String file, int mostBytes) {
        return withPackage(id, archive -> text(archive, file, mostBytes));
    }

    /**
     * Brings a package back in the same way, and copies one of its files to a place of the caller's.
     *
     * @throws ProblemException when the package has no such file, or it is larger than that
     */
    void copy(String id, String file, Path target, long mostBytes) {
        withPackage(id, archive -> {
            copy(archive, file, target, mostBytes);
            return id;
        });
    }

    /**
     * Brings a package back in the same way, and passes it on for as long as the work takes.
     *
     * @throws ProblemException when what is stored is no longer what was uploaded
     */
    public void pass(String id, Consumer<VerifiedPackage> work) {
        withPackage(id, archive -> {
            try (var verified = PackageReader.open(archive.file(), PackageLimits.standard())) {
                work.accept(verified);
            }
            return id;
        });
    }

    private <T> T withPackage(String id, PackageWork<T> work) {
        var found = packages.findById(id).orElseThrow(() -> PackageLifecycle.notFound(id));
        try (var object = storage.read(found.objectKey());
                var archive = staging.receive(object, found.sizeBytes())) {
            if (!archive.digest().equals(found.digest())) {
                throw damaged(found, "has the digest " + archive.digest());
            }
            return work.of(archive);
        } catch (IOException | UncheckedIOException failed) {
            throw unreadable(found, failed);
        } catch (ProblemException problem) {
            if (problem.code() != PackageError.UPLOAD_TRUNCATED) {
                throw problem;
            }
            throw problem.getCause() == null ? damaged(found, "has another length") : unreadable(found, problem);
        }
    }

    private interface PackageWork<T> {
        T of(StagedArchive archive) throws IOException;
    }

    private static String text(StagedArchive archive, String file, int mostBytes) throws IOException {
        try (var verified = PackageReader.open(archive.file(), PackageLimits.standard());
                var content = verified.open(file)) {
            var bytes = content.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw tooLarge(file, mostBytes);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static void copy(StagedArchive archive, String file, Path target, long mostBytes) throws IOException {
        try (var verified = PackageReader.open(archive.file(), PackageLimits.standard());
                var content = verified.open(file)) {
            if (verified.index().files().stream().anyMatch(one -> one.path().equals(file) && one.size() > mostBytes)) {
                throw tooLarge(file, mostBytes);
            }
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static ProblemException tooLarge(String file, long mostBytes) {
        return new ProblemException(
                PackageError.FILE_TOO_LARGE,
                "%s has more than %d bytes; make it smaller and pack the plugin again".formatted(file, mostBytes));
    }

    private PluginPackage registered(String id) {
        var found = packages.lock(id).orElseThrow(() -> PackageLifecycle.notFound(id));
        found.checkLaunchable();
        return found;
    }

    private static ProblemException damaged(PluginPackage found, String how) {
        return new ProblemException(
                PackageError.PACKAGE_DAMAGED,
                "%s in object storage %s, but %d bytes with the digest %s were uploaded; delete the package and upload it again"
                        .formatted(found.label(), how, found.sizeBytes(), found.digest()));
    }

    private static ProblemException unreadable(PluginPackage found, Exception cause) {
        return new ProblemException(
                PackageError.PACKAGE_UNREADABLE,
                "%s could not be brought from object storage to the core's disk: %s"
                        .formatted(found.label(), cause.getMessage()),
                cause);
    }

    private static void passImage(StagedArchive archive, Consumer<InputStream> loader) throws IOException {
        try (var verified = PackageReader.open(archive.file(), PackageLimits.standard());
                var image = verified.open(verified.index().images().getFirst().file())) {
            loader.accept(image);
        }
    }

    static LaunchablePackage launchable(PluginPackage found) {
        return new LaunchablePackage(found.id(), found.manifest(), found.imageId(), found.digest());
    }
}
