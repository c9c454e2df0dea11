package dev.sextant.core.pluginpackage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An archive on the local disk; closing removes it.
 *
 * @param file where it lies
 * @param digest {@code sha256:} and the digest of its bytes
 * @param sizeBytes its size
 */
record StagedArchive(Path file, String digest, long sizeBytes) implements AutoCloseable {

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
