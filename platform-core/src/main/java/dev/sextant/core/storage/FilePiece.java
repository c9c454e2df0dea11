package dev.sextant.core.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import software.amazon.awssdk.core.sync.RequestBody;

/** A part of a file, read anew for each attempt, so that memory stays small whatever the size. */
record FilePiece(Path file, long from, long length, String md5) {
    static FilePiece of(Path file, long from, long length) {
        return new FilePiece(file, from, length, Md5.of(() -> open(file, from, length)));
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
