package dev.sextant.testkit.subject;

import dev.sextant.contract.archive.ImageTar;
import dev.sextant.contract.archive.PackageIndex;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image and the manifest that goes with it.
 *
 * @param name the file it came from
 * @param id digest of the image's configuration
 * @param manifest the manifest's text
 * @param archive opens the image in docker-save form
 */
public record PluginImage(String name, String id, byte[] manifest, Archive archive) {

    /** An image that can be read from its beginning. */
    @FunctionalInterface
    public interface Archive {
        /** The image's bytes; whoever opens them closes them. */
        InputStream open() throws IOException;
    }

    /** The image of a plugin package, which is verified as the platform does. */
    public static PluginImage ofPackage(Path zip) {
        try (VerifiedPackage opened = PackageReader.open(zip, PackageLimits.standard())) {
            PackageIndex.Image image = opened.index().images().getFirst();
            return new PluginImage(
                    String.valueOf(zip.getFileName()),
                    image.id(),
                    opened.manifestBytes(),
                    () -> stream(zip, image.file()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The first image of what docker save writes, and a manifest beside it. */
    public static PluginImage ofArchive(Path tar, Path manifest) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(tar))) {
            return new PluginImage(
                    String.valueOf(tar.getFileName()),
                    ImageTar.read(stream).images().getFirst().id(),
                    Files.readAllBytes(manifest),
                    () -> Files.newInputStream(tar));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static InputStream stream(Path zip, String file) throws IOException {
        VerifiedPackage opened = PackageReader.open(zip, PackageLimits.standard());
        return new java.io.FilterInputStream(opened.open(file)) {
            @Override
            public void close() throws IOException {
                super.close();
                opened.close();
            }
        };
    }
}
