package dev.sextant.contract.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Where a file of a verified package lies in its archive, and what it must be: enough to read it later from those bytes alone.
 *
 * @param path its path in the package
 * @param size bytes of its content
 * @param sha256 digest of its content, hexadecimal
 * @param begin where its bytes begin in the archive
 * @param length how many bytes of the archive they are
 * @param deflated whether they are to be inflated
 */
public record StoredFile(String path, long size, String sha256, long begin, long length, boolean deflated) {
    private static final int BUFFER = 64 * 1024;

    /**
     * The content, checked while it is read: what is not the file that was verified ends with a {@link PackageException} in place
     * of its last bytes.
     *
     * @param bytes the archive's bytes from {@link #begin}, {@link #length} of them
     */
    public InputStream open(InputStream bytes) {
        var content = deflated ? new Inflated(bytes) : bytes;
        return new CheckedTailStream(content, new PackageIndex.File(path, size, sha256));
    }

    /** Frees the native memory on close. */
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream bytes) {
            super(bytes, new Inflater(true), BUFFER);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return super.read(target, offset, length);
            } catch (ZipException | EOFException damaged) {
                throw new PackageException(
                        PackageErrorCode.PACKAGE_INCONSISTENT,
                        "A file of the package cannot be unpacked: it is damaged",
                        damaged);
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
