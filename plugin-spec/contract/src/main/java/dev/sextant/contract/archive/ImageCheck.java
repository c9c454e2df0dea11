package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;

import java.util.List;
import java.util.Map;

/** Holds the manifest, the list and the image archives of a package against each other. */
final class ImageCheck {

    private ImageCheck() {}

    /** What the manifest asks for is listed, what is listed is there, and nothing else comes along. */
    static void check(PackageIndex index, ManifestFile manifest, Map<String, ImageTar> tars) {
        List<String> packed =
                index.images().stream().map(PackageIndex.Image::image).toList();
        if (!packed.equals(manifest.images())) {
            throw new PackageException(
                    PACKAGE_INDEX_INVALID,
                    PackageIndex.FILE + " lists the images " + packed + ", but the manifest asks for "
                            + manifest.images());
        }
        for (PackageIndex.Image image : index.images()) {
            ImageTar tar = tars.get(image.file());
            if (tar == null) {
                throw new PackageException(
                        PACKAGE_FILE_MISSING,
                        "The image file '" + ZipName.printable(image.file()) + "' is not in the package");
            }
            if (tar.images().stream().noneMatch(found -> found.id().equals(image.id()))) {
                throw new PackageException(
                        IMAGE_DIGEST_MISMATCH,
                        image.file() + " holds the image " + tar.images().get(0).id() + ", but " + PackageIndex.FILE
                                + " pins " + image.id() + "; pack the plugin again");
            }
        }
        tars.forEach((file, tar) -> tar.images().forEach(found -> checkNames(file, found, index)));
    }

    /** An image must not bring names along that nobody asked for: they would be taken over on the host. */
    private static void checkNames(String file, ImageTar.Image found, PackageIndex index) {
        List<String> wanted = index.images().stream()
                .filter(image -> image.file().equals(file) && image.id().equals(found.id()))
                .map(PackageIndex.Image::image)
                .toList();
        boolean each =
                wanted.stream().allMatch(name -> found.names().stream().anyMatch(tag -> ImageName.fits(name, tag)));
        boolean only =
                found.names().stream().allMatch(tag -> wanted.stream().anyMatch(name -> ImageName.fits(name, tag)));
        if (wanted.isEmpty() || !each || !only) {
            throw new PackageException(
                    IMAGE_DIGEST_MISMATCH,
                    file + " names its image "
                            + found.names().stream().map(ZipName::printable).toList() + ", but the manifest asks for "
                            + wanted + "; save the image under that one name");
        }
    }
}
