package dev.sextant.contract.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a package whose bytes follow from its files alone: sorted, stored, without times, whichever machine packs it.
 */
public final class PackageWriter {

    /** A time that zip says without an extra field: the very first instant it knows counts as unknown. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int BUFFER = 256 * 1024;

    private record Measured(Path source, long size, long crc, String sha256) {}

    private PackageWriter() {}

    /**
     * Packs a plugin; the target appears only when it is whole.
     *
     * @param target the archive
     * @param files the files by their names in the archive, the manifest among them
     * @param images the images in those files
     */
    public static PackageIndex write(Path target, Map<String, Path> files, List<PackageIndex.Image> images)
            throws IOException {
        Map<String, Measured> measured = new TreeMap<>();
        List<PackageIndex.File> listed = new ArrayList<>();
        for (Map.Entry<String, Path> file : new TreeMap<>(files).entrySet()) {
            Measured found = measure(file.getValue());
            measured.put(file.getKey(), found);
            listed.add(new PackageIndex.File(file.getKey(), found.size(), found.sha256()));
        }
        PackageIndex index = new PackageIndex(PackageIndex.FORMAT_VERSION, listed, images);
        Path folder = target.toAbsolutePath().getParent();
        Path partial = Files.createTempFile(folder, ".packing-", ".zip");
        try {
            write(partial, index, measured);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return index;
    }

    private static void write(Path target, PackageIndex index, Map<String, Measured> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(target);
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(out, BUFFER))) {
            byte[] list = PackageIndexJson.write(index);
            CRC32 crc = new CRC32();
            crc.update(list);
            begin(zip, PackageIndex.FILE, list.length, crc.getValue());
            zip.write(list);
            zip.closeEntry();
            for (Map.Entry<String, Measured> file : files.entrySet()) {
                Measured content = file.getValue();
                begin(zip, file.getKey(), content.size(), content.crc());
                Files.copy(content.source(), zip);
                zip.closeEntry();
            }
        }
    }

    private static void begin(ZipOutputStream zip, String name, long size, long crc) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(crc);
        zip.putNextEntry(entry);
    }

    private static Measured measure(Path source) throws IOException {
        MessageDigest digest = Sha256.digest();
        CRC32 crc = new CRC32();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream stream = Files.newInputStream(source)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
                crc.update(buffer, 0, read);
                size += read;
            }
        }
        return new Measured(source, size, crc.getValue(), Sha256.hex(digest));
    }
}
