package dev.sextant.contract.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Hands out a file's bytes and refuses its end when the size or digest is another than listed. */
final class DigestCheckingStream extends FilterInputStream {

    private final PackageIndex.File file;
    private final MessageDigest digest = Sha256.digest();
    private long count;
    private boolean checked;

    DigestCheckingStream(InputStream in, PackageIndex.File file) {
        super(in);
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            digest.update(bytes, offset, read);
            count += read;
        } else if (read < 0 && !checked) {
            checked = true;
            check();
        }
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(wanted, 0), 8192)];
        return Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() {
        if (count != file.size()) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_DIGEST_MISMATCH,
                    file.path() + " has " + count + " bytes, but " + PackageIndex.FILE + " says " + file.size());
        }
        String actual = Sha256.hex(digest);
        if (!actual.equals(file.sha256())) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_DIGEST_MISMATCH,
                    file.path() + " has the SHA-256 " + actual + ", but " + PackageIndex.FILE + " says " + file.sha256()
                            + "; pack the plugin again");
        }
    }
}
