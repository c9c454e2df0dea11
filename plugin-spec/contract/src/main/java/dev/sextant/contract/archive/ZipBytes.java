package dev.sextant.contract.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Bytes of an archive file by position; always little-endian, as zip is. */
final class ZipBytes implements Closeable {

    private final FileChannel channel;
    private final long size;

    ZipBytes(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** Exactly so many bytes; an archive that ends before is refused. */
    ByteBuffer read(long position, int length) throws IOException {
        if (position < 0 || position > size - length) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_INCONSISTENT, "The archive names a place outside of itself");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new PackageException(
                        PackageErrorCode.PACKAGE_TRUNCATED, "The archive became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    /** Some bytes into an array, as a stream would. */
    int read(long position, byte[] target, int offset, int length) throws IOException {
        return channel.read(ByteBuffer.wrap(target, offset, length), position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
