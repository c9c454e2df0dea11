package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a package whose bytes follow from its files alone: sorted, stored, without times, whichever machine packs it.
 * Each file is read once.
 */
public final class PackageWriter {

    /** A file that is to be packed. */
    private interface Source {
        long size() throws IOException;

        InputStream open() throws IOException;
    }

    private record Listed(List<PackageIndex.File> files, Map<String, ImageTar> tars) {}

    private PackageWriter() {}

    /**
     * Packs a plugin; the target appears only when it is whole.
     *
     * @param target the archive
     * @param files the files by their names in the archive, the manifest among them
     * @param images the files that hold the images, by the images' names, in the manifest's order
     * @throws PackageException when a name cannot be in a package, or an image is not in its file
     */
    public static PackageIndex write(Path target, Map<String, Path> files, Map<String, String> images)
            throws IOException {
        Map<String, Source> sources = new LinkedHashMap<>();
        files.forEach((name, file) -> sources.put(name, source(file)));
        return whole(target, zip -> {
            Listed listed = copy(zip, sources, images);
            PackageIndex index = new PackageIndex(PackageIndex.FORMAT_VERSION, listed.files(), images(images, listed));
            add(zip, PackageIndex.FILE, PackageIndexJson.write(index));
            return index;
        });
    }

    /** Packs what another package holds as a package of ours, with a list; a signature is not taken over. */
    public static PackageIndex rewrite(Path target, VerifiedPackage from) throws IOException {
        return copy(target, from, PackageIndexJson.write(from.index()), null);
    }

    /**
     * Writes a package once more, with a signature over its list as it is; one that was there is replaced.
     *
     * @throws PackageException when the package has no list
     */
    public static PackageSignature sign(Path target, VerifiedPackage from, KeyPair keys) throws IOException {
        ListSeal seal = from.seal();
        if (seal == null) {
            throw new PackageException(
                    PACKAGE_FILE_MISSING,
                    "The package has no " + PackageIndex.FILE
                            + " that could be signed; pack it with pack --wecube first");
        }
        PackageSignature signature = PackageSignature.of(seal.list(), keys);
        copy(target, from, seal.list(), signature);
        return signature;
    }

    private static PackageIndex copy(
            Path target, VerifiedPackage from, byte[] list, @Nullable PackageSignature signature) throws IOException {
        Map<String, Source> sources = new LinkedHashMap<>();
        from.index().files().forEach(file -> sources.put(file.path(), source(from, file)));
        return whole(target, zip -> {
            copy(zip, sources, Map.of());
            add(zip, PackageIndex.FILE, list);
            if (signature != null) {
                add(zip, PackageIndex.SIGNATURE, signature.write());
            }
            return from.index();
        });
    }

    private interface Filling {
        PackageIndex fill(ZipWriter zip) throws IOException;
    }

    private static PackageIndex whole(Path target, Filling filling) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path partial = absolute.resolveSibling("." + absolute.getFileName() + "." + UUID.randomUUID() + ".partial");
        try {
            PackageIndex index;
            try (ZipWriter zip = new ZipWriter(partial)) {
                index = filling.fill(zip);
                zip.finish();
            }
            Files.move(partial, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return index;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static Listed copy(ZipWriter zip, Map<String, Source> sources, Map<String, String> images)
            throws IOException {
        List<PackageIndex.File> files = new ArrayList<>();
        Map<String, ImageTar> tars = new HashMap<>();
        for (Map.Entry<String, Source> entry : new TreeMap<>(sources).entrySet()) {
            String name = ZipName.safe(entry.getKey().getBytes(StandardCharsets.UTF_8));
            long size = entry.getValue().size();
            try (CopyingStream stream = zip.begin(name, size, entry.getValue().open())) {
                if (images.containsValue(name)) {
                    tars.put(name, ImageTar.read(stream));
                }
                zip.end(name, size, stream);
                files.add(new PackageIndex.File(name, size, stream.sha256()));
            }
        }
        return new Listed(files, tars);
    }

    private static void add(ZipWriter zip, String name, byte[] content) throws IOException {
        try (CopyingStream stream = zip.begin(name, content.length, new ByteArrayInputStream(content))) {
            zip.end(name, content.length, stream);
        }
    }

    private static List<PackageIndex.Image> images(Map<String, String> images, Listed listed) {
        List<PackageIndex.Image> found = new ArrayList<>();
        images.forEach((name, file) -> {
            ImageTar tar = listed.tars().get(file);
            ImageTar.Image image = tar == null ? null : tar.named(name);
            if (image == null) {
                throw new PackageException(
                        IMAGE_DIGEST_MISMATCH,
                        "'" + file + "' holds no image with the name '" + name + "', but "
                                + (tar == null ? "is not there" : tar.names())
                                + "; save the image under the name that the manifest gives it");
            }
            found.add(new PackageIndex.Image(name, file, image.id()));
        });
        return found;
    }

    private static Source source(Path file) {
        return new Source() {
            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }

    private static Source source(VerifiedPackage from, PackageIndex.File file) {
        return new Source() {
            @Override
            public long size() {
                return file.size();
            }

            @Override
            public InputStream open() throws IOException {
                return from.open(file.path());
            }
        };
    }
}
