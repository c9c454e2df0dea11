package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.manifest.ManifestSamples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageReaderTests {

    @TempDir
    Path folder;

    @Test
    void handsOutWhatWasPacked() throws IOException {
        Path zip = write(Packages.good().bytes());

        try (VerifiedPackage verified = PackageReader.open(zip, PackageLimits.standard())) {
            assertThat(verified.manifest().name()).isEqualTo("tiny");
            assertThat(verified.index().images())
                    .singleElement()
                    .satisfies(image -> assertThat(image.image()).isEqualTo(Packages.IMAGE));
            try (InputStream image = verified.open("image.tar")) {
                assertThat(image.readAllBytes())
                        .isEqualTo(Tar.image(Packages.IMAGE, Packages.CONFIG).end());
            }
        }
    }

    @Test
    void readsDeflatedEntries() throws IOException {
        Zip zip = Packages.good();
        zip.get("plugin.yaml").deflated();
        zip.get("image.tar").deflated();

        try (VerifiedPackage verified = PackageReader.open(write(zip.bytes()), PackageLimits.standard())) {
            assertThat(verified.manifestBytes()).isNotEmpty();
        }
    }

    @Test
    void saysWhereEachFileLies() throws IOException {
        Zip packed = Packages.good();
        packed.get("plugin.yaml").deflated();
        byte[] bytes = packed.bytes();

        List<StoredFile> files;
        try (VerifiedPackage verified = PackageReader.open(write(bytes), PackageLimits.standard())) {
            files = verified.stored();
        }

        assertThat(files).extracting(StoredFile::path).containsExactlyInAnyOrder("plugin.yaml", "image.tar");
        for (StoredFile file : files) {
            assertThat(file.deflated()).isEqualTo(file.path().equals("plugin.yaml"));
            try (InputStream content = file.open(part(bytes, file))) {
                assertThat(content.readAllBytes()).hasSize((int) file.size());
            }
        }
    }

    @Test
    void refusesAStoredFileThatIsNotTheOneThatWasVerified() throws IOException {
        Zip packed = Packages.good();
        packed.get("plugin.yaml").deflated();
        byte[] bytes = packed.bytes();
        List<StoredFile> files;
        try (VerifiedPackage verified = PackageReader.open(write(bytes), PackageLimits.standard())) {
            files = verified.stored();
        }

        for (StoredFile file : files) {
            byte[] changed = bytes.clone();
            changed[(int) file.begin() + (int) file.length() / 2]++;
            assertRefused(file, part(changed, file));
            assertRefused(file, new ByteArrayInputStream(bytes, (int) file.begin(), (int) file.length() - 1));
            assertRefused(file, InputStream.nullInputStream());
            assertRefused(
                    file,
                    new SequenceInputStream(part(bytes, file), new ByteArrayInputStream(bytes)),
                    !file.deflated());
        }
    }

    @Test
    void handsOutTheEndOfAFileOnlyWhenAllOfItIsRight() throws IOException {
        byte[] content = new byte[300_000];
        StoredFile file = new StoredFile("image.tar", content.length, Sha256.hex(content), 0, content.length, false);
        assertThat(file.open(new ByteArrayInputStream(content)).readAllBytes()).isEqualTo(content);

        content[7]++;
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        assertThatThrownBy(() -> file.open(new ByteArrayInputStream(content)).transferTo(taken))
                .isInstanceOf(PackageException.class);
        assertThat(taken.size()).isLessThan(content.length - 10_000);
    }

    private static void assertRefused(StoredFile file, InputStream bytes) throws IOException {
        assertRefused(file, bytes, true);
    }

    /** What follows the end of deflated content is not read at all. */
    private static void assertRefused(StoredFile file, InputStream bytes, boolean refused) throws IOException {
        try (InputStream content = file.open(bytes)) {
            if (refused) {
                assertThatThrownBy(content::readAllBytes).isInstanceOf(PackageException.class);
            } else {
                assertThat(content.readAllBytes()).hasSize((int) file.size());
            }
        }
    }

    private static InputStream part(byte[] bytes, StoredFile file) {
        return new ByteArrayInputStream(bytes, (int) file.begin(), (int) file.length());
    }

    @Test
    void noticesAFileThatChangesAfterTheCheck() throws IOException {
        byte[] bytes = Packages.good().bytes();
        Path zip = write(bytes);

        try (VerifiedPackage verified = PackageReader.open(zip, PackageLimits.standard())) {
            int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(Packages.CONFIG);
            bytes[place + 3]++;
            Files.write(zip, bytes);

            try (InputStream image = verified.open("image.tar")) {
                assertThatThrownBy(image::readAllBytes)
                        .isInstanceOfSatisfying(
                                PackageException.class,
                                e -> assertThat(e.code()).isEqualTo(PackageErrorCode.PACKAGE_DIGEST_MISMATCH));
            }
        }
    }

    @Test
    void writesTheSameBytesForTheSameFiles() throws IOException {
        Path manifest = Files.writeString(folder.resolve("m"), ManifestSamples.MINIMAL);
        Path image = Files.write(
                folder.resolve("i"), Tar.image(Packages.IMAGE, Packages.CONFIG).end());
        Map<String, String> images = Map.of(Packages.IMAGE, "image.tar");
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");

        PackageWriter.write(first, Map.of("plugin.yaml", manifest, "image.tar", image), images);
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            PackageWriter.write(second, Map.of("image.tar", image, "plugin.yaml", manifest), images);
        } finally {
            TimeZone.setDefault(zone);
        }

        assertThat(second).hasSameBinaryContentAs(first);
        PackageReader.open(first, PackageLimits.standard()).close();
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(4);
        }
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.zip"), bytes);
    }
}
