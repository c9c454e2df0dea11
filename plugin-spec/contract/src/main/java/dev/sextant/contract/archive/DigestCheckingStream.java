package dev.sextant.contract.archive;

import java.io.IOException;
import java.io.InputStream;

/** Hands out a file's bytes and refuses its end when the size or digest is another than listed. */
final class DigestCheckingStream extends DigestingStream {

    private final PackageIndex.File file;
    private boolean checked;

    DigestCheckingStream(InputStream in, PackageIndex.File file) {
        super(in);
        this.file = file;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        if (count() > file.size() || (read < 0 && !checked)) {
            checked = true;
            check();
        }
        return read;
    }

    private void check() {
        if (count() != file.size()) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_DIGEST_MISMATCH,
                    file.path() + " has " + (count() > file.size() ? "at least " : "") + count() + " bytes, but "
                            + PackageIndex.FILE + " says " + file.size());
        }
        String actual = sha256();
        if (!actual.equals(file.sha256())) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_DIGEST_MISMATCH,
                    file.path() + " has the SHA-256 " + actual + ", but " + PackageIndex.FILE + " says " + file.sha256()
                            + "; pack the plugin again");
        }
    }
}
