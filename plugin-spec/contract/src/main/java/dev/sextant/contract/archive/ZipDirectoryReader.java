package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.NOT_A_ZIP;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DUPLICATE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSAFE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the central directory of a zip without trusting it. Only the plain core of the format is accepted: one disk, no
 * zip64, no encryption, regular files with portable names; whatever a lenient reader might see differently is refused.
 */
final class ZipDirectoryReader {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int ENTRY_SIZE = 46;
    private static final int MAX_DIRECTORY = 4 * 1024 * 1024;
    private static final int ENCRYPTED = 1 | (1 << 6) | (1 << 13);
    private static final int PATCHED = 1 << 5;
    private static final int FILE_TYPE_MASK = 0170000;
    private static final int REGULAR_FILE = 0100000;
    private static final int DOS_DIRECTORY = 0x10;
    private static final long ZIP64_MARK = 0xFFFF_FFFFL;

    /** Extra fields that only carry times, owners, or the mark of a jar. */
    private static final Set<Integer> HARMLESS_EXTRAS = Set.of(0x5455, 0x7875, 0x5855, 0x7855, 0xCAFE);

    private static final Pattern SAFE_NAME =
            Pattern.compile("(?=.{1,200}$)[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*(/[A-Za-z0-9_@+-][A-Za-z0-9._@+-]*)*");

    private final ZipBytes bytes;
    private final PackageLimits limits;

    ZipDirectoryReader(ZipBytes bytes, PackageLimits limits) {
        this.bytes = bytes;
        this.limits = limits;
    }

    /** The entries in the order of the directory, with names that are unique even where case does not count. */
    List<ZipEntryRecord> read() throws IOException {
        if (bytes.size() > limits.archiveBytes()) {
            throw refuse(
                    PACKAGE_TOO_LARGE,
                    "The package has " + bytes.size() + " bytes; at most " + limits.archiveBytes() + " are allowed");
        }
        ByteBuffer end = end();
        int count = unsigned(end, 10);
        long size = unsignedInt(end, 12);
        long offset = unsignedInt(end, 16);
        if (count == 0xFFFF || size == ZIP64_MARK || offset == ZIP64_MARK) {
            throw refuse(
                    PACKAGE_UNSUPPORTED,
                    "Zip64 is not accepted; a package has at most " + limits.archiveBytes() + " bytes and needs none");
        }
        if (count > limits.entries()) {
            throw refuse(
                    PACKAGE_TOO_LARGE,
                    "The package has " + count + " files; at most " + limits.entries() + " are allowed");
        }
        if (size > MAX_DIRECTORY || offset + size != bytes.size() - END_SIZE) {
            throw refuse(
                    PACKAGE_INCONSISTENT, "The zip directory is not where the archive says; pack the plugin again");
        }
        return entries(bytes.read(offset, (int) size), count);
    }

    private ByteBuffer end() throws IOException {
        if (bytes.size() < 4 || bytes.read(0, 4).getInt(0) != LOCAL_SIGNATURE) {
            throw refuse(NOT_A_ZIP, "The file does not begin as a zip archive does; upload a .sextant.zip package");
        }
        if (bytes.size() < END_SIZE) {
            throw refuse(PACKAGE_TRUNCATED, "The file ends before the zip directory; upload it again");
        }
        ByteBuffer end = bytes.read(bytes.size() - END_SIZE, END_SIZE);
        if (end.getInt(0) != END_SIGNATURE || unsigned(end, 20) != 0) {
            throw refuse(
                    PACKAGE_TRUNCATED,
                    "The file does not end with a zip directory (a comment or further bytes"
                            + " after it are not accepted); upload it again");
        }
        if (unsigned(end, 4) != 0 || unsigned(end, 6) != 0 || unsigned(end, 8) != unsigned(end, 10)) {
            throw refuse(PACKAGE_UNSUPPORTED, "A zip archive in several parts is not accepted");
        }
        return end;
    }

    private List<ZipEntryRecord> entries(ByteBuffer directory, int count) {
        List<ZipEntryRecord> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
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
            ZipEntryRecord entry = entry(directory.slice(position, length).order(directory.order()));
            if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
                throw refuse(
                        PACKAGE_DUPLICATE_ENTRY,
                        "'" + entry.name() + "' is there twice" + " (names that differ only in case count as equal)");
            }
            entries.add(entry);
            position += length;
        }
        if (position != directory.limit()) {
            throw refuse(PACKAGE_INCONSISTENT, "The zip directory has more entries than it says");
        }
        checkFolders(entries, names);
        return entries;
    }

    private static ZipEntryRecord entry(ByteBuffer entry) {
        int nameLength = unsigned(entry, 28);
        byte[] name = new byte[nameLength];
        entry.get(ENTRY_SIZE, name);
        String text = safeName(name);
        checkKind(entry, text);
        checkExtra(entry.slice(ENTRY_SIZE + nameLength, unsigned(entry, 30)).order(entry.order()), text);
        long compressed = unsignedInt(entry, 20);
        long size = unsignedInt(entry, 24);
        long offset = unsignedInt(entry, 42);
        if (compressed == ZIP64_MARK || size == ZIP64_MARK || offset == ZIP64_MARK) {
            throw refuse(PACKAGE_UNSUPPORTED, "'" + text + "' uses zip64, which is not accepted");
        }
        if (unsigned(entry, 34) != 0) {
            throw refuse(PACKAGE_UNSUPPORTED, "'" + text + "' lies on another disk of the archive");
        }
        return new ZipEntryRecord(
                text, unsigned(entry, 8), unsigned(entry, 10), unsignedInt(entry, 16), compressed, size, offset);
    }

    private static void checkKind(ByteBuffer entry, String name) {
        int flags = unsigned(entry, 8);
        int method = unsigned(entry, 10);
        if ((flags & ENCRYPTED) != 0) {
            throw refuse(PACKAGE_UNSUPPORTED, "'" + name + "' is encrypted; pack it in the clear");
        }
        if ((flags & PATCHED) != 0 || (method != ZipEntryRecord.STORED && method != ZipEntryRecord.DEFLATED)) {
            throw refuse(
                    PACKAGE_UNSUPPORTED,
                    "'" + name + "' is compressed with method " + method + "; only store and deflate are accepted");
        }
        long attributes = unsignedInt(entry, 38);
        int type = (int) (attributes >>> 16) & FILE_TYPE_MASK;
        if ((type != 0 && type != REGULAR_FILE) || (attributes & DOS_DIRECTORY) != 0) {
            throw refuse(
                    PACKAGE_UNSAFE_ENTRY,
                    "'" + name + "' is not a plain file (a link, folder or device);"
                            + " only plain files are accepted");
        }
    }

    private static void checkExtra(ByteBuffer extra, String name) {
        int position = 0;
        while (position < extra.limit()) {
            int left = extra.limit() - position;
            int length = left < 4 ? left : 4 + unsigned(extra, position + 2);
            if (left < 4 || length > left) {
                throw refuse(PACKAGE_INCONSISTENT, "'" + name + "' has an extra field that ends too early");
            }
            if (!HARMLESS_EXTRAS.contains(unsigned(extra, position))) {
                throw refuse(
                        PACKAGE_UNSUPPORTED,
                        "'" + name + "' has the extra field 0x" + Integer.toHexString(unsigned(extra, position))
                                + ", which is not accepted");
            }
            position += length;
        }
    }

    private static String safeName(byte[] bytes) {
        String name = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!SAFE_NAME.matcher(name).matches()) {
            throw refuse(
                    PACKAGE_UNSAFE_ENTRY,
                    "'" + printable(name) + "' is not accepted as a name: plain relative names"
                            + " of letters, digits and . _ - + @ are, without folders of their own and without ..");
        }
        return name;
    }

    private static void checkFolders(List<ZipEntryRecord> entries, Set<String> names) {
        for (ZipEntryRecord entry : entries) {
            String name = entry.name().toLowerCase(Locale.ROOT);
            for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
                if (names.contains(name.substring(0, slash))) {
                    throw refuse(
                            PACKAGE_DUPLICATE_ENTRY, "'" + entry.name() + "' lies in a folder that is also a file");
                }
            }
        }
    }

    static String printable(String name) {
        String text = name.replaceAll("[^\\x20-\\x7E]", "?");
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }

    private static int unsigned(ByteBuffer buffer, int position) {
        return buffer.getShort(position) & 0xFFFF;
    }

    private static long unsignedInt(ByteBuffer buffer, int position) {
        return buffer.getInt(position) & 0xFFFF_FFFFL;
    }

    private static PackageException refuse(PackageErrorCode code, String detail) {
        return new PackageException(code, detail);
    }
}
