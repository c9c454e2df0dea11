package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A zip file whose entries lie one after the other, each exactly where the directory and its local header agree, so
 * that no entry can hide in another.
 */
final class ZipArchive implements Closeable {

    private final ZipBytes bytes;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private boolean folders;

    private record Place(ZipEntryRecord entry, long begin) {}

    private ZipArchive(ZipBytes bytes) {
        this.bytes = bytes;
    }

    static ZipArchive open(Path file, PackageLimits limits) throws IOException {
        ZipBytes bytes = new ZipBytes(file);
        try {
            if (bytes.size() > limits.archiveBytes()) {
                throw new PackageException(
                        PACKAGE_TOO_LARGE,
                        "The package has " + bytes.size() + " bytes; at most " + limits.archiveBytes()
                                + " are allowed");
            }
            ZipArchive archive = new ZipArchive(bytes);
            ZipEnd end = ZipEnd.read(bytes);
            archive.locate(new ZipDirectoryReader(bytes, limits).read(end), end, limits);
            return archive;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** Names and sizes of the files. */
    Map<String, Long> sizes() {
        Map<String, Long> sizes = new LinkedHashMap<>();
        places.forEach((name, place) -> sizes.put(name, place.entry().size()));
        return sizes;
    }

    /** Whether it has entries for folders, which hold nothing. */
    boolean hasFolders() {
        return folders;
    }

    /** The content of a file; it never yields more than the directory says. */
    InputStream open(String name) {
        Place place = place(name);
        return ZipContent.of(bytes, place.entry(), place.begin());
    }

    /** Where a file's bytes lie. */
    StoredFile stored(PackageIndex.File file) {
        Place place = place(file.path());
        return new StoredFile(
                file.path(),
                file.size(),
                file.sha256(),
                place.begin(),
                place.entry().compressedSize(),
                place.entry().method() == ZipEntryRecord.DEFLATED);
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new PackageException(PackageErrorCode.PACKAGE_FILE_MISSING, "The package has no file '" + name + "'");
        }
        return place;
    }

    private void locate(List<ZipEntryRecord> entries, ZipEnd end, PackageLimits limits) throws IOException {
        long total = 0;
        long expected = 0;
        List<ZipEntryRecord> byOffset = entries.stream()
                .sorted(Comparator.comparingLong(ZipEntryRecord::offset))
                .toList();
        for (ZipEntryRecord entry : byOffset) {
            checkSize(entry, limits);
            total += entry.size();
            if (total > limits.totalBytes()) {
                throw new PackageException(
                        PACKAGE_TOO_LARGE,
                        "The package unpacks to more than the " + limits.totalBytes() + " bytes that are allowed");
            }
            if (entry.offset() != expected) {
                throw new PackageException(
                        PACKAGE_INCONSISTENT,
                        "'" + entry.name() + "' overlaps another entry or leaves a gap before it");
            }
            ZipLocalHeader.Span span = ZipLocalHeader.check(bytes, entry);
            if (entry.folder()) {
                folders = true;
            } else {
                places.put(entry.name(), new Place(entry, span.begin()));
            }
            expected = span.end();
        }
        if (expected != end.offset()) {
            throw new PackageException(PACKAGE_INCONSISTENT, "Bytes between the last entry and the zip directory");
        }
    }

    private static void checkSize(ZipEntryRecord entry, PackageLimits limits) {
        boolean stored = entry.method() == ZipEntryRecord.STORED;
        if (entry.size() > limits.entryBytes()) {
            throw new PackageException(
                    PACKAGE_TOO_LARGE,
                    "'" + entry.name() + "' unpacks to " + entry.size() + " bytes; at most " + limits.entryBytes()
                            + " are allowed");
        }
        if (stored && entry.hasDescriptor()) {
            throw new PackageException(
                    PACKAGE_UNSUPPORTED, "'" + entry.name() + "' is stored, but says its size only behind its content");
        }
        if (stored && entry.size() != entry.compressedSize()) {
            throw new PackageException(PACKAGE_INCONSISTENT, "'" + entry.name() + "' is stored, but has two sizes");
        }
        if (entry.size() / limits.ratio() > entry.compressedSize()) {
            throw new PackageException(
                    PACKAGE_TOO_LARGE,
                    "'" + entry.name() + "' would grow to more than " + limits.ratio()
                            + " times its size; this looks like a bomb");
        }
        if (entry.folder() && entry.compressedSize() > 2) {
            throw new PackageException(PACKAGE_INCONSISTENT, "The folder '" + entry.name() + "' has content");
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
