package dev.sextant.contract.archive;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The zip with a plugin's pages, held to the same rules as a package: no name in it becomes a path, nothing hides, nothing
 * grows beyond its bounds.
 */
public final class UiArchive implements Closeable {

    private static final long MEBI = 1024L * 1024;

    /** How much pages may be: 64 MiB as they are packed. */
    public static final long MOST_BYTES = 64 * MEBI;

    private static final PackageLimits LIMITS = new PackageLimits(MOST_BYTES, 2000, 16 * MEBI, 128 * MEBI, 200);

    private final ZipArchive archive;
    private final Map<String, Long> sizes;

    private UiArchive(ZipArchive archive) {
        this.archive = archive;
        this.sizes = Map.copyOf(archive.sizes());
    }

    /**
     * Opens it, and reads nothing but its directory.
     *
     * @throws PackageException when it is refused, with a code for programs and a detail for people
     */
    public static UiArchive open(Path zip) throws IOException {
        return new UiArchive(ZipArchive.open(zip, LIMITS));
    }

    /**
     * Writes one of all files below a folder, sorted and without times; the target must not be there yet.
     *
     * @throws PackageException when a file's name cannot be in such an archive
     */
    public static void write(Path target, Path folder) throws IOException {
        try (ZipWriter zip = new ZipWriter(target);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                add(zip, ZipName.safe(name.getBytes(StandardCharsets.UTF_8)), file);
            }
            zip.finish();
        }
    }

    private static void add(ZipWriter zip, String name, Path file) throws IOException {
        long size = Files.size(file);
        try (CopyingStream content = zip.begin(name, size, Files.newInputStream(file))) {
            zip.end(name, size, content);
        }
    }

    /** The names of its files and how many bytes each has. */
    public Map<String, Long> sizes() {
        return sizes;
    }

    /** The content of a file; it never yields more than its size, and fails where it is not what it was packed as. */
    public InputStream open(String name) {
        return archive.open(name);
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
