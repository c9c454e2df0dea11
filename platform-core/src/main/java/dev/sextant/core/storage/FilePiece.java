package dev.sextant.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import software.amazon.awssdk.core.sync.RequestBody;

/** A part of a file, read anew for each attempt, so that memory stays small whatever the size. */
record FilePiece(Path file, long from, long length, String md5) {
    private static final int BUFFER = 64 * 1024;

    static FilePiece of(Path file, long from, long length) {
        try (var content = open(file, from, length)) {
            var digest = MessageDigest.getInstance("MD5");
            var buffer = new byte[BUFFER];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return new FilePiece(file, from, length, Base64.getEncoder().encodeToString(digest.digest()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    RequestBody body() {
        return RequestBody.fromContentProvider(() -> open(file, from, length), length, "application/octet-stream");
    }

    private static InputStream open(Path file, long from, long length) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(from);
            return new LimitedStream(Channels.newInputStream(channel), length);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
