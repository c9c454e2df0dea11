package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DUPLICATE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSAFE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;
import static dev.sextant.contract.archive.ZipExtra.unsigned;
import static dev.sextant.contract.archive.ZipExtra.unsignedInt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the central directory of a zip without trusting it. Only the core of the format is accepted: one disk, no
 * encryption, no comments, plain files and empty folders with portable names; whatever a lenient reader might see
 * differently is refused.
 */
final class ZipDirectoryReader {

    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int MAX_DIRECTORY = 4 * 1024 * 1024;
    private static final int ENCRYPTED = 1 | (1 << 6) | (1 << 13);
    /** How hard it was compressed, sizes after the content, names in UTF-8. */
    private static final int KNOWN_FLAGS = (1 << 1) | (1 << 2) | (1 << 3) | (1 << 11);

    private static final int FILE_TYPE_MASK = 0170000;
    private static final int REGULAR_FILE = 0100000;
    private static final int FOLDER = 0040000;
    private static final int DOS_LABEL = 0x08;
    private static final int DOS_FOLDER = 0x10;

    private final ZipBytes bytes;
    private final PackageLimits limits;

    ZipDirectoryReader(ZipBytes bytes, PackageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** The entries in the order of the directory, with names that are unique even where case does not count. */
    List<ZipEntryRecord> read(ZipEnd end) throws IOException {
        if (end.entries() > limits.entries()) {
            throw refuse(
                    PACKAGE_TOO_LARGE,
                    "The package has " + end.entries() + " files; at most " + limits.entries() + " are allowed");
        }
        if (end.size() > MAX_DIRECTORY) {
            throw refuse(PACKAGE_TOO_LARGE, "The zip directory has " + end.size() + " bytes; 4 MiB are allowed");
        }
        List<ZipEntryRecord> entries = entries(bytes.read(end.offset(), (int) end.size()), (int) end.entries());
        checkNames(entries);
        return entries;
    }

    private static List<ZipEntryRecord> entries(ByteBuffer directory, int count) {
        List<ZipEntryRecord> entries = new ArrayList<>();
        int position = 0;
        for (int i = 0; i < count; i++) {
            if (directory.limit() - position < ENTRY_SIZE || directory.getInt(position) != ENTRY_SIGNATURE) {
                throw refuse(PACKAGE_INCONSISTENT, "The zip directory has fewer entries than it says");
            }
            int length = ENTRY_SIZE
                    + unsigned(directory, position + 28)
                    + unsigned(directory, position + 30)
                    + unsigned(directory, position + 32);
            if (directory.limit() - position < length) {
                throw refuse(PACKAGE_INCONSISTENT, "The zip directory ends inside an entry");
            }
            entries.add(entry(directory.slice(position, length).order(directory.order())));
            position += length;
        }
        if (position != directory.limit()) {
            throw refuse(PACKAGE_INCONSISTENT, "The zip directory has more entries than it says");
        }
        return entries;
    }

    private static ZipEntryRecord entry(ByteBuffer entry) {
        int nameLength = unsigned(entry, 28);
        byte[] bytes = new byte[nameLength];
        entry.get(ENTRY_SIZE, bytes);
        String name = ZipName.safe(bytes);
        checkCoding(entry, name);
        checkKind(entry, name);
        ByteBuffer extra =
                entry.slice(ENTRY_SIZE + nameLength, unsigned(entry, 30)).order(entry.order());
        return sized(entry, name, ZipExtra.zip64(extra, name));
    }

    /** A zip64 field holds exactly the values that are marked as missing, in their order. */
    private static ZipEntryRecord sized(ByteBuffer entry, String name, @Nullable ByteBuffer zip64) {
        long[] values = {unsignedInt(entry, 24), unsignedInt(entry, 20), unsignedInt(entry, 42)};
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == ZipExtra.MARK) {
                if (zip64 == null || zip64.limit() < next + 8) {
                    throw refuse(PACKAGE_INCONSISTENT, "'" + name + "' is marked as zip64, but its sizes are missing");
                }
                values[i] = zip64.getLong(next);
                next += 8;
            }
            if (values[i] < 0) {
                throw refuse(PACKAGE_INCONSISTENT, "'" + name + "' has a size or place that no archive has");
            }
        }
        if (zip64 != null && (next == 0 || zip64.limit() != next)) {
            throw refuse(PACKAGE_INCONSISTENT, "'" + name + "' has a zip64 field that says more than was asked");
        }
        return new ZipEntryRecord(
                name, unsigned(entry, 8), unsigned(entry, 10), unsignedInt(entry, 16), values[1], values[0], values[2]);
    }

    private static void checkCoding(ByteBuffer entry, String name) {
        int flags = unsigned(entry, 8);
        int method = unsigned(entry, 10);
        if ((flags & ENCRYPTED) != 0) {
            throw refuse(PACKAGE_UNSUPPORTED, "'" + name + "' is encrypted; pack it in the clear");
        }
        if ((flags & ~KNOWN_FLAGS) != 0) {
            throw refuse(
                    PACKAGE_UNSUPPORTED, "'" + name + "' has the flags 0x" + Integer.toHexString(flags & ~KNOWN_FLAGS));
        }
        if (method != ZipEntryRecord.STORED && method != ZipEntryRecord.DEFLATED) {
            throw refuse(
                    PACKAGE_UNSUPPORTED,
                    "'" + name + "' is compressed with method " + method + "; only store and deflate are accepted");
        }
        if (unsigned(entry, 32) != 0) {
            throw refuse(PACKAGE_UNSUPPORTED, "'" + name + "' has a comment; pack it without");
        }
        if (unsigned(entry, 34) != 0) {
            throw refuse(PACKAGE_UNSUPPORTED, "'" + name + "' lies on another disk of the archive");
        }
    }

    private static void checkKind(ByteBuffer entry, String name) {
        boolean folder = name.endsWith("/");
        long attributes = unsignedInt(entry, 38);
        int type = (int) (attributes >>> 16) & FILE_TYPE_MASK;
        boolean kind = type == 0 || type == (folder ? FOLDER : REGULAR_FILE);
        boolean dos = (attributes & DOS_LABEL) == 0 && (folder || (attributes & DOS_FOLDER) == 0);
        if (!kind || !dos || (folder && unsignedInt(entry, 24) != 0)) {
            throw refuse(
                    PACKAGE_UNSAFE_ENTRY,
                    "'" + name + "' is not a plain file (a link, device, or a folder with content);"
                            + " only plain files are accepted");
        }
    }

    private static void checkNames(List<ZipEntryRecord> entries) {
        Set<String> names = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (ZipEntryRecord entry : entries) {
            String name = entry.plainName().toLowerCase(Locale.ROOT);
            if (!names.add(name)) {
                throw refuse(
                        PACKAGE_DUPLICATE_ENTRY,
                        "'" + entry.name() + "' is there twice (names that differ only in case count as equal)");
            }
            if (!entry.folder()) {
                files.add(name);
            }
        }
        for (ZipEntryRecord entry : entries) {
            String name = entry.plainName().toLowerCase(Locale.ROOT);
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                if (files.contains(name.substring(0, slash))) {
                    throw refuse(
                            PACKAGE_DUPLICATE_ENTRY, "'" + entry.name() + "' lies in a folder that is also a file");
                }
            }
        }
    }

    private static PackageException refuse(PackageErrorCode code, String detail) {
        return new PackageException(code, detail);
    }
}
