package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a docker-save archive says of its images, found in one pass over the stream.
 *
 * @param images the images, in the archive's order
 */
public record ImageTar(List<Image> images) {

    public ImageTar {
        images = List.copyOf(images);
    }

    /**
     * An image of the archive.
     *
     * @param id digest of its configuration, {@code sha256:…}, which is how Docker names it once it is loaded
     * @param names name and tag, as far as the archive gives any
     */
    public record Image(String id, List<String> names) {
        public Image {
            names = List.copyOf(names);
        }
    }

    /**
     * Reads an image archive to its end marker.
     *
     * @throws PackageException when it is no such archive, is cut off, or misses a part
     */
    public static ImageTar read(InputStream stream) throws IOException {
        TarReader tar = new TarReader(stream);
        ImageTarContent content = new ImageTarContent();
        for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            content.add(entry, tar);
        }
        content.checkPaths();
        return new ImageTar(ImageTarJson.images(content));
    }

    /** The image that goes by a name, if any; a name without a tag means {@code latest}. */
    @Nullable Image named(String name) {
        return images.stream()
                .filter(image -> image.names().stream().anyMatch(tag -> ImageName.fits(name, tag)))
                .findFirst()
                .orElse(null);
    }

    /** All names in the archive, as text for people. */
    List<String> names() {
        return images.stream()
                .flatMap(image -> image.names().stream())
                .map(ZipName::printable)
                .toList();
    }

    static PackageException refuse(String why) {
        return new PackageException(IMAGE_INVALID, "The image archive is not valid: " + why);
    }
}
