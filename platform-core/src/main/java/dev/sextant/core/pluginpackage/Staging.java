package dev.sextant.core.pluginpackage;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** The folder in which archives lie while they are checked; nothing in it outlives a start of the core. */
@Component
class Staging {
    private static final long RESERVE = 256L * 1024 * 1024;
    private static final int BUFFER = 128 * 1024;

    private final Path folder;

    Staging(Installation installation) {
        this.folder = installation.dataFolder("staging");
    }

    /** Removes what an earlier process has left. */
    void clear() {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The staging folder %s cannot be cleared".formatted(folder), failed);
        }
    }

    /** Copies a stream of a known length to a file. */
    StagedArchive receive(InputStream source, long length) {
        checkRoom(length);
        Path file = null;
        try {
            file = Files.createTempFile(folder, "archive-", ".zip");
            var digest = MessageDigest.getInstance("SHA-256");
            copy(source, file, length, digest);
            return new StagedArchive(file, "sha256:" + HexFormat.of().formatHex(digest.digest()), length);
        } catch (IOException failed) {
            discard(file);
            throw new ProblemException(
                    PackageError.UPLOAD_TRUNCATED,
                    "The archive did not arrive whole (%s); send it again".formatted(failed.getMessage()),
                    failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        } catch (RuntimeException refused) {
            discard(file);
            throw refused;
        }
    }

    private static void copy(InputStream source, Path file, long length, MessageDigest digest) throws IOException {
        var received = 0L;
        try (var target = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            var buffer = new byte[BUFFER];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                received += count;
                if (received > length) {
                    throw lengthDiffers(received, length);
                }
                target.write(buffer, 0, count);
            }
        }
        if (received != length) {
            throw lengthDiffers(received, length);
        }
    }

    private static ProblemException lengthDiffers(long received, long length) {
        return new ProblemException(
                PackageError.UPLOAD_TRUNCATED,
                "Content-Length promised %d bytes, but %s%d came; send the archive again"
                        .formatted(length, received > length ? "at least " : "", received));
    }

    private void checkRoom(long length) {
        try {
            var free = Files.getFileStore(folder).getUsableSpace();
            if (free < length + RESERVE) {
                throw new ProblemException(
                        PackageError.DISK_FULL,
                        "%d bytes are free in %s, but %d are needed; make room there and try again"
                                .formatted(free, folder, length + RESERVE));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void discard(@org.jspecify.annotations.Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            // The next start clears the folder.
        }
    }
}
