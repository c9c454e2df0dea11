package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.PackageException;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.StoredFile;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.storage.ObjectStorage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads single files of stored packages straight from object storage; each is checked while it is read. */
@Component
class StoredContents {
    private final ObjectStorage storage;
    private final Staging staging;
    private final PackageProvenance provenance;

    StoredContents(ObjectStorage storage, Staging staging, PackageProvenance provenance) {
        this.storage = storage;
        this.staging = staging;
        this.provenance = provenance;
    }

    /** Passes the image; who takes it must do without it when this fails. */
    void passImage(PluginPackage found, Consumer<InputStream> taker) {
        var content = content(found);
        pass(found, content.file(content.image()), taker::accept);
    }

    /** A file as text. */
    String text(PluginPackage found, String path, int mostBytes) {
        var file = file(found, path, mostBytes);
        var text = new StringBuilder();
        pass(found, file, bytes -> text.append(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)));
        return text.toString();
    }

    /** Copies a file to a place of the caller's. */
    void copy(PluginPackage found, String path, Path target, long mostBytes) {
        pass(
                found,
                file(found, path, mostBytes),
                bytes -> Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING));
    }

    private StoredFile file(PluginPackage found, String path, long mostBytes) {
        var file = content(found).file(path);
        if (file.size() > mostBytes) {
            throw new ProblemException(
                    PackageError.FILE_TOO_LARGE,
                    "%s has more than %d bytes; make it smaller and pack the plugin again".formatted(path, mostBytes));
        }
        return file;
    }

    private interface Taker {
        void take(InputStream bytes) throws IOException;
    }

    private void pass(PluginPackage found, StoredFile file, Taker taker) {
        try (var object = storage.read(found.objectKey(), file.begin(), file.length());
                var content = new Told(file.open(object))) {
            try {
                taker.take(content);
            } catch (IOException | RuntimeException failed) {
                if (content.failure != null) {
                    throw content.failure;
                }
                throw failed;
            }
        } catch (PackageException other) {
            throw damaged(found, other.getMessage());
        } catch (IOException | UncheckedIOException broken) {
            throw unreadable(found, broken);
        }
    }

    /** Of a package that was stored before this was noted, it is found out once. */
    private PackageContent content(PluginPackage found) {
        return provenance.content(found.id()).orElseGet(() -> {
            passAll(found, verified -> provenance.noteContent(found.id(), PackageContent.of(verified)));
            return provenance.content(found.id()).orElseThrow();
        });
    }

    /** Brings the whole archive to the disk for as long as the work takes, and verifies all of it. */
    void passAll(PluginPackage found, Consumer<VerifiedPackage> work) {
        try (var object = storage.read(found.objectKey());
                var archive = staging.receive(object, found.sizeBytes())) {
            if (!archive.digest().equals(found.digest())) {
                throw damaged(found, "it has the digest " + archive.digest());
            }
            try (var verified = PackageReader.open(archive.file(), PackageLimits.standard())) {
                work.accept(verified);
            }
        } catch (IOException | UncheckedIOException failed) {
            throw unreadable(found, failed);
        } catch (ProblemException problem) {
            if (problem.code() != PackageError.UPLOAD_TRUNCATED) {
                throw problem;
            }
            throw problem.getCause() == null ? damaged(found, "it has another length") : unreadable(found, problem);
        }
    }

    private static ProblemException damaged(PluginPackage found, @Nullable String how) {
        return new ProblemException(
                PackageError.PACKAGE_DAMAGED,
                "%s in object storage is not what was uploaded (%s): %s; delete the package and upload it again"
                        .formatted(found.label(), found.digest(), how));
    }

    private static ProblemException unreadable(PluginPackage found, Exception cause) {
        return new ProblemException(
                PackageError.PACKAGE_UNREADABLE,
                "%s could not be brought from object storage: %s".formatted(found.label(), cause.getMessage()),
                cause);
    }

    /** Remembers why it could not be read: whoever reads from it may tell that in other words. */
    private static final class Told extends FilterInputStream {
        private @Nullable PackageException failure;

        Told(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (PackageException damaged) {
                failure = damaged;
                throw damaged;
            }
        }
    }
}
