package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the list of a package that has none, as those of WeCube; the list then says what was read, not what was packed. */
final class PackageLister {

    /** Where WeCube keeps all images of a package. */
    static final String IMAGE = "image.tar";

    private final ZipArchive archive;
    private @Nullable ManifestFile manifest;
    private @Nullable ImageTar tar;

    PackageLister(ZipArchive archive) {
        this.archive = archive;
    }

    VerifiedPackage read() throws IOException {
        List<PackageIndex.File> files = new ArrayList<>();
        for (Map.Entry<String, Long> file : new TreeMap<>(archive.sizes()).entrySet()) {
            try (DigestingStream stream = new DigestingStream(archive.open(file.getKey()))) {
                look(file.getKey(), stream);
                PackageReader.drain(stream);
                files.add(new PackageIndex.File(file.getKey(), file.getValue(), stream.sha256()));
            }
        }
        if (manifest == null) {
            throw new PackageException(MANIFEST_MISSING, "The package has no " + PackageKind.WECUBE.manifest());
        }
        PackageIndex index = new PackageIndex(PackageIndex.FORMAT_VERSION, files, images(manifest));
        ImageCheck.check(index, manifest, tar == null || index.images().isEmpty() ? Map.of() : Map.of(IMAGE, tar));
        return new VerifiedPackage(archive, PackageKind.WECUBE, index, manifest, null);
    }

    private void look(String name, InputStream stream) throws IOException {
        if (name.equals(PackageKind.WECUBE.manifest())) {
            manifest = ManifestFile.read(PackageKind.WECUBE, stream);
        } else if (name.equals(IMAGE)) {
            tar = ImageTar.read(new BufferedInputStream(stream, PackageReader.BUFFER));
        }
    }

    private List<PackageIndex.Image> images(ManifestFile manifest) {
        List<PackageIndex.Image> images = new ArrayList<>();
        for (String name : manifest.images()) {
            if (tar == null) {
                throw new PackageException(PACKAGE_FILE_MISSING, "The package has no " + IMAGE);
            }
            ImageTar.Image found = tar.named(name);
            if (found == null) {
                throw new PackageException(
                        IMAGE_DIGEST_MISMATCH,
                        IMAGE + " holds no image with the name '" + ZipName.printable(name)
                                + "'; save the image under that name");
            }
            images.add(new PackageIndex.Image(name, IMAGE, found.id()));
        }
        return images;
    }
}
