package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The extra fields of a header; only such pass that change nothing but times and owners, and the sizes of zip64. */
final class ZipExtra {

    static final long MARK = 0xFFFF_FFFFL;

    private static final int ZIP64 = 0x0001;

    /** Times, owners, and the mark of a jar. */
    private static final Set<Integer> HARMLESS = Set.of(0x5455, 0x7875, 0x5855, 0x7855, 0xCAFE);

    private ZipExtra() {}

    /** The values of the zip64 field, or null when there is none. */
    static @Nullable ByteBuffer zip64(ByteBuffer extra, String name) {
        ByteBuffer found = null;
        int position = 0;
        while (position < extra.limit()) {
            int left = extra.limit() - position;
            int length = left < 4 ? left : 4 + unsigned(extra, position + 2);
            if (left < 4 || length > left) {
                throw new PackageException(
                        PACKAGE_INCONSISTENT, "'" + name + "' has an extra field that ends too early");
            }
            int id = unsigned(extra, position);
            if (id == ZIP64 && found == null) {
                found = extra.slice(position + 4, length - 4).order(extra.order());
            } else if (!HARMLESS.contains(id)) {
                throw new PackageException(
                        PACKAGE_UNSUPPORTED,
                        "'" + name + "' has the extra field 0x" + Integer.toHexString(id)
                                + (id == ZIP64 ? " twice" : "") + ", which is not accepted");
            }
            position += length;
        }
        return found;
    }

    static int unsigned(ByteBuffer buffer, int position) {
        return buffer.getShort(position) & 0xFFFF;
    }

    static long unsignedInt(ByteBuffer buffer, int position) {
        return buffer.getInt(position) & 0xFFFF_FFFFL;
    }
}
