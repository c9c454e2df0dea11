package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.NOT_A_ZIP;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sextant.contract.manifest.ManifestSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The one reason that a refusal tells, where {@link PackageAttacks} let it be any of several. */
class RefusalReasonsTests {

    private static final PackageLimits SMALL = new PackageLimits(1 << 20, 50, 1 << 20, 1 << 20, 100);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> ofWhatIsNoZip() {
        byte[] good = Packages.good().bytes();
        return Stream.of(
                refused("empty", new byte[0], NOT_A_ZIP),
                refused("text", "hello, this is no archive at all".getBytes(StandardCharsets.UTF_8), NOT_A_ZIP),
                refused("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}, NOT_A_ZIP),
                refused("only the signature", Arrays.copyOf(good, 4), PACKAGE_TRUNCATED),
                refused("first half", Arrays.copyOf(good, good.length / 2), PACKAGE_TRUNCATED),
                refused("last byte missing", Arrays.copyOf(good, good.length - 1), PACKAGE_TRUNCATED),
                refused("bytes after the end", Arrays.copyOf(good, good.length + 1), PACKAGE_TRUNCATED),
                refused("bytes before the start", Zip64Attacks.join(new byte[10], good), NOT_A_ZIP),
                refused("hole in the directory", without(good, good.length - 60), PACKAGE_INCONSISTENT),
                refused("zip64 count", patched(good, good.length - 12, 0xFF, 0xFF, 0xFF, 0xFF), PACKAGE_INCONSISTENT),
                refused("count too high", patched(good, good.length - 14, 9, 0, 9, 0), PACKAGE_INCONSISTENT),
                refused("count too low", patched(good, good.length - 14, 2, 0, 2, 0), PACKAGE_INCONSISTENT),
                refused("second disk", patched(good, good.length - 18, 1, 0), PACKAGE_UNSUPPORTED));
    }

    @TestFactory
    Stream<DynamicTest> ofLiesInTheDirectory() {
        return Stream.of(
                changed("other local size", e -> e.localSize = 9, PACKAGE_INCONSISTENT),
                changed("stored with two sizes", e -> e.size = e.localSize = 9, PACKAGE_INCONSISTENT),
                changed("overlap", e -> e.offset = 0, PACKAGE_INCONSISTENT),
                changed("offset outside", e -> e.offset = 0x7FFFFFFF, PACKAGE_INCONSISTENT),
                changed("zip64 size", e -> e.size = 0xFFFFFFFFL, PACKAGE_INCONSISTENT),
                changed("zip64 extra", e -> e.extra = new byte[] {1, 0, 0, 0}, PACKAGE_INCONSISTENT),
                changed("other name in extra", e -> e.extra = new byte[] {0x75, 0x70, 0, 0}, PACKAGE_UNSUPPORTED),
                changed("hard link extra", e -> e.extra = new byte[] {0x0d, 0, 0, 0}, PACKAGE_UNSUPPORTED),
                changed("extra too long", e -> e.extra = new byte[] {0x55, 0x54, 9, 0}, PACKAGE_INCONSISTENT),
                changed("encrypted", e -> e.flags = 1, PACKAGE_UNSUPPORTED),
                changed("strongly encrypted", e -> e.flags = 1 << 6, PACKAGE_UNSUPPORTED),
                changed("masked", e -> e.flags = 1 << 13, PACKAGE_UNSUPPORTED),
                changed("descriptor that is not there", e -> e.flags = 1 << 3, PACKAGE_UNSUPPORTED),
                changed("bzip2", e -> e.method = 12, PACKAGE_UNSUPPORTED),
                changed("aes", e -> e.method = 99, PACKAGE_UNSUPPORTED),
                refused(
                        "damaged deflate",
                        PackageAttacks.listed(new byte[] {1, 2, 3}, e -> e.method = 8),
                        PACKAGE_INCONSISTENT),
                refused(
                        "deflate too long",
                        PackageAttacks.listed(new byte[900], e -> e.deflated().size = e.localSize = 100),
                        PACKAGE_DIGEST_MISMATCH));
    }

    @TestFactory
    Stream<DynamicTest> ofWhatIsTooMuch() {
        Zip many = Packages.good();
        for (int i = 0; i < 60; i++) {
            many.add("f" + i, "x");
        }
        return Stream.of(
                refused("ratio", PackageAttacks.listed(new byte[900_000], Zip.Entry::deflated), PACKAGE_TOO_LARGE),
                changed("one large file", e -> e.size = e.localSize = 2 << 20, PACKAGE_TOO_LARGE),
                refused("many files", many.bytes(), PACKAGE_TOO_LARGE),
                refused("large archive", new byte[(1 << 20) + 1], PACKAGE_TOO_LARGE),
                refused(
                        "large index",
                        Packages.withIndex(" ".repeat((1 << 20) - 9000)).bytes(),
                        PACKAGE_INDEX_INVALID),
                refused("deep index", Packages.withIndex("[".repeat(100_000)).bytes(), PACKAGE_INDEX_INVALID));
    }

    @TestFactory
    Stream<DynamicTest> ofAnotherManifestThanTheListSays() {
        return Stream.of(ManifestSamples.MINIMAL.replace("Ping", "Pong"), ManifestSamples.MINIMAL + "\n")
                .map(manifest -> refused("of " + manifest.length(), manifested(manifest), PACKAGE_DIGEST_MISMATCH));
    }

    @TestFactory
    Stream<DynamicTest> ofWhatIsNoImage() {
        byte[] huge = new Tar().entry("x", '0', "", new byte[0], 077777777777L).end();
        byte[] undescribed = new Tar().file("index.json", "{}").end();
        return Stream.of(
                refused("no tar", PackageAttacks.image(new byte[] {1, 2, 3}), IMAGE_TRUNCATED),
                refused("garbage", PackageAttacks.image(PackageAttacks.bytes("x".repeat(2048))), IMAGE_INVALID),
                refused("huge size", PackageAttacks.image(huge), IMAGE_TRUNCATED),
                refused("no manifest.json", PackageAttacks.image(undescribed), IMAGE_INVALID));
    }

    @Test
    void ofALinkInPlaceOfThePackage() throws IOException {
        Path real = Files.write(folder.resolve("real.zip"), Packages.good().bytes());
        Path link = Files.createSymbolicLink(folder.resolve("link.zip"), real);

        PackageException problem =
                catchThrowableOfType(PackageException.class, () -> PackageReader.open(link, PackageLimits.standard()));

        assertThat(problem.code()).isEqualTo(PackageErrorCode.PACKAGE_UNREADABLE);
    }

    private DynamicTest changed(String name, Consumer<Zip.Entry> change, PackageErrorCode code) {
        return refused(name, PackageAttacks.extra("x", change), code);
    }

    private DynamicTest refused(String name, byte[] zip, PackageErrorCode code) {
        return DynamicTest.dynamicTest(name, () -> {
            Path file = Files.write(folder.resolve("p.zip"), zip);

            PackageException problem =
                    catchThrowableOfType(PackageException.class, () -> PackageReader.open(file, SMALL));

            assertThat(problem).isNotNull();
            assertThat(problem.code()).as(problem.detail()).isEqualTo(code);
        });
    }

    private static byte[] manifested(String manifest) {
        Zip zip = Packages.good();
        int place = zip.entries.indexOf(zip.get("plugin.yaml"));
        zip.entries.set(place, new Zip.Entry("plugin.yaml", manifest.getBytes(StandardCharsets.UTF_8)));
        return zip.bytes();
    }

    private static byte[] without(byte[] zip, int position) {
        byte[] shorter = Arrays.copyOf(zip, zip.length - 1);
        System.arraycopy(zip, position + 1, shorter, position, zip.length - position - 1);
        return shorter;
    }

    private static byte[] patched(byte[] zip, int position, int... values) {
        byte[] copy = zip.clone();
        for (int i = 0; i < values.length; i++) {
            copy[position + i] = (byte) values[i];
        }
        return copy;
    }
}
