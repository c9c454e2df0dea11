package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.IMAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.NOT_A_ZIP;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DIGEST_MISMATCH;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_DUPLICATE_ENTRY;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_MISSING;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_FILE_UNLISTED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INCONSISTENT;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_INDEX_INVALID;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TOO_LARGE;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_TRUNCATED;
import static dev.sextant.contract.archive.PackageErrorCode.PACKAGE_UNSAFE_ENTRY;
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

class HostilePackageTests {

    private static final PackageLimits SMALL = new PackageLimits(1 << 20, 50, 1 << 20, 1 << 20, 100);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoZip() {
        byte[] good = Packages.good().bytes();
        return Stream.of(
                refused("empty", new byte[0], NOT_A_ZIP),
                refused("text", "hello, this is no archive at all".getBytes(StandardCharsets.UTF_8), NOT_A_ZIP),
                refused("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}, NOT_A_ZIP),
                refused("only the signature", Arrays.copyOf(good, 4), PACKAGE_TRUNCATED),
                refused("first half", Arrays.copyOf(good, good.length / 2), PACKAGE_TRUNCATED),
                refused("last byte missing", Arrays.copyOf(good, good.length - 1), PACKAGE_TRUNCATED),
                refused("bytes after the end", Arrays.copyOf(good, good.length + 1), PACKAGE_TRUNCATED),
                refused("bytes before the start", before(good), NOT_A_ZIP),
                refused("hole in the directory", without(good, good.length - 60), PACKAGE_INCONSISTENT),
                refused("zip64 count", patched(good, good.length - 12, 0xFF, 0xFF, 0xFF, 0xFF), PACKAGE_INCONSISTENT),
                refused("count too high", patched(good, good.length - 14, 9, 0, 9, 0), PACKAGE_INCONSISTENT),
                refused("count too low", patched(good, good.length - 14, 2, 0, 2, 0), PACKAGE_INCONSISTENT),
                refused("second disk", patched(good, good.length - 18, 1, 0), PACKAGE_UNSUPPORTED));
    }

    @TestFactory
    Stream<DynamicTest> refusesUnsafeNames() {
        return Stream.of(
                        "../evil",
                        "a/../../evil",
                        "/etc/passwd",
                        "\\evil",
                        "..\\evil",
                        "C:\\evil",
                        "C:evil",
                        "a//b",
                        "./a",
                        "a/.",
                        "a/..",
                        "folder/",
                        "",
                        ".hidden",
                        "a\0b",
                        "a\nb",
                        "caf\u00e9",
                        "a b",
                        "~root",
                        "a".repeat(300),
                        "con|x",
                        "a:b",
                        "%2e%2e/x")
                .map(name ->
                        refused("name " + ZipName.printable(name), extra(name, entry -> {}), PACKAGE_UNSAFE_ENTRY));
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatIsNoPlainFile() {
        return Stream.of(0120777, 0040755, 0020666, 0060666, 0010644, 0140755)
                .map(mode -> refused(
                        "mode " + Integer.toOctalString(mode),
                        extra("x", entry -> entry.mode = mode),
                        PACKAGE_UNSAFE_ENTRY));
    }

    @TestFactory
    Stream<DynamicTest> refusesLiesInTheDirectory() {
        return Stream.of(
                refused("other local name", extra("x", e -> e.localName = "y"), PACKAGE_INCONSISTENT),
                refused("other local size", extra("x", e -> e.localSize = 9), PACKAGE_INCONSISTENT),
                refused("stored with two sizes", extra("x", e -> e.size = e.localSize = 9), PACKAGE_INCONSISTENT),
                refused("overlap", extra("x", e -> e.offset = 0), PACKAGE_INCONSISTENT),
                refused("offset outside", extra("x", e -> e.offset = 0x7FFFFFFF), PACKAGE_INCONSISTENT),
                refused("zip64 size", extra("x", e -> e.size = 0xFFFFFFFFL), PACKAGE_INCONSISTENT),
                refused("zip64 extra", extra("x", e -> e.extra = new byte[] {1, 0, 0, 0}), PACKAGE_INCONSISTENT),
                refused(
                        "other name in extra",
                        extra("x", e -> e.extra = new byte[] {0x75, 0x70, 0, 0}),
                        PACKAGE_UNSUPPORTED),
                refused("hard link extra", extra("x", e -> e.extra = new byte[] {0x0d, 0, 0, 0}), PACKAGE_UNSUPPORTED),
                refused(
                        "extra too long",
                        extra("x", e -> e.extra = new byte[] {0x55, 0x54, 9, 0}),
                        PACKAGE_INCONSISTENT),
                refused("encrypted", extra("x", e -> e.flags = 1), PACKAGE_UNSUPPORTED),
                refused("strongly encrypted", extra("x", e -> e.flags = 1 << 6), PACKAGE_UNSUPPORTED),
                refused("masked", extra("x", e -> e.flags = 1 << 13), PACKAGE_UNSUPPORTED),
                refused("descriptor that is not there", extra("x", e -> e.flags = 1 << 3), PACKAGE_UNSUPPORTED),
                refused("bzip2", extra("x", e -> e.method = 12), PACKAGE_UNSUPPORTED),
                refused("aes", extra("x", e -> e.method = 99), PACKAGE_UNSUPPORTED),
                refused("damaged deflate", listed(new byte[] {1, 2, 3}, e -> e.method = 8), PACKAGE_INCONSISTENT),
                refused(
                        "deflate too long",
                        listed(new byte[900], e -> e.deflated().size = e.localSize = 100),
                        PACKAGE_DIGEST_MISMATCH),
                refused("twice", duplicate("plugin.yaml"), PACKAGE_DUPLICATE_ENTRY),
                refused("case clash", extra("Plugin.YAML", e -> {}), PACKAGE_DUPLICATE_ENTRY),
                refused("file as folder", extra("plugin.yaml/x", e -> {}), PACKAGE_DUPLICATE_ENTRY));
    }

    @TestFactory
    Stream<DynamicTest> refusesBombs() {
        Zip many = Packages.good();
        for (int i = 0; i < 60; i++) {
            many.add("f" + i, "x");
        }
        return Stream.of(
                refused("ratio", listed(new byte[900_000], Zip.Entry::deflated), PACKAGE_TOO_LARGE),
                refused("one large file", extra("x", e -> e.size = e.localSize = 2 << 20), PACKAGE_TOO_LARGE),
                refused("many files", many.bytes(), PACKAGE_TOO_LARGE),
                refused("large archive", new byte[(1 << 20) + 1], PACKAGE_TOO_LARGE),
                refused(
                        "large index",
                        Packages.withIndex(" ".repeat((1 << 20) - 9000)).bytes(),
                        PACKAGE_INDEX_INVALID),
                refused("deep index", Packages.withIndex("[".repeat(100_000)).bytes(), PACKAGE_INDEX_INVALID));
    }

    @TestFactory
    Stream<DynamicTest> refusesAListThatIsWrong() {
        String good = new String(Packages.good().get("package.json").data, StandardCharsets.UTF_8);
        return Stream.of(
                refused("no list", drop("package.json"), PACKAGE_FILE_MISSING),
                refused("no manifest", drop("plugin.yaml"), MANIFEST_MISSING),
                refused("no image", drop("image.tar"), PACKAGE_FILE_MISSING),
                refused("unlisted", extra("extra.txt", e -> {}), PACKAGE_FILE_UNLISTED),
                refused("not json", Packages.withIndex("files: []").bytes(), PACKAGE_INDEX_INVALID),
                refused("null", Packages.withIndex("null").bytes(), PACKAGE_INDEX_INVALID),
                refused("array", Packages.withIndex("[]").bytes(), PACKAGE_INDEX_INVALID),
                refused(
                        "null file",
                        Packages.withIndex("{\"formatVersion\":1,\"files\":[null],\"images\":[]}")
                                .bytes(),
                        PACKAGE_INDEX_INVALID),
                refused(
                        "text as size",
                        Packages.withIndex(good.replaceFirst("\"size\" : (\\d+)", "\"size\" : \"$1\""))
                                .bytes(),
                        PACKAGE_INDEX_INVALID),
                refused(
                        "other version",
                        Packages.withIndex(good.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"))
                                .bytes(),
                        PACKAGE_INDEX_INVALID),
                refused(
                        "unknown field",
                        Packages.withIndex(good.replace("\"formatVersion\" : 1", "\"formatVersion\" : 1, \"x\": 1"))
                                .bytes(),
                        PACKAGE_INDEX_INVALID),
                refused(
                        "key twice",
                        Packages.withIndex(good.replace(
                                        "\"formatVersion\" : 1", "\"formatVersion\" : 1, \"formatVersion\": 1"))
                                .bytes(),
                        PACKAGE_INDEX_INVALID),
                refused(
                        "upper case digest",
                        Packages.withIndex(good.replaceFirst("\"sha256\" : \"[0-9a-f]{4}", "\"sha256\" : \"ABCD"))
                                .bytes(),
                        PACKAGE_INDEX_INVALID),
                refused(
                        "file outside",
                        Packages.withIndex(good.replace("\"path\" : \"image.tar\"", "\"path\" : \"../image.tar\""))
                                .bytes(),
                        PACKAGE_FILE_UNLISTED),
                refused(
                        "other manifest",
                        replace("plugin.yaml", ManifestSamples.MINIMAL.replace("Ping", "Pong")),
                        PACKAGE_DIGEST_MISMATCH),
                refused(
                        "longer manifest",
                        replace("plugin.yaml", ManifestSamples.MINIMAL + "\n"),
                        PACKAGE_DIGEST_MISMATCH),
                refused(
                        "invalid manifest",
                        Packages.with("name: x", new byte[0]).bytes(),
                        MANIFEST_INVALID),
                refused(
                        "other image name",
                        Packages.with(
                                        ManifestSamples.MINIMAL.replace("tiny:1.0.0", "tiny:2.0.0"),
                                        Tar.image(Packages.IMAGE, Packages.CONFIG)
                                                .end())
                                .bytes(),
                        PACKAGE_INDEX_INVALID));
    }

    @TestFactory
    Stream<DynamicTest> refusesWrongImages() {
        byte[] good = Tar.image(Packages.IMAGE, Packages.CONFIG).end();
        byte[] damaged = good.clone();
        damaged[10] ^= 1;
        return Stream.of(
                image("empty", new byte[0], IMAGE_TRUNCATED),
                image("no tar", new byte[] {1, 2, 3}, IMAGE_TRUNCATED),
                image("garbage", "x".repeat(2048).getBytes(StandardCharsets.UTF_8), IMAGE_INVALID),
                image("damaged header", damaged, IMAGE_INVALID),
                image("cut in the middle", Arrays.copyOf(good, 700), IMAGE_TRUNCATED),
                image("cut at a block", Arrays.copyOf(good, 1024), IMAGE_TRUNCATED),
                image(
                        "no end marker",
                        Tar.image(Packages.IMAGE, Packages.CONFIG).withoutEnd(),
                        IMAGE_TRUNCATED),
                image("half an end marker", Arrays.copyOf(good, good.length - 512), IMAGE_TRUNCATED),
                image("other configuration", Tar.image(Packages.IMAGE, "{}").end(), IMAGE_DIGEST_MISMATCH),
                image("other name", Tar.image("busybox:latest", Packages.CONFIG).end(), IMAGE_DIGEST_MISMATCH),
                image("no manifest.json", new Tar().file("index.json", "{}").end(), IMAGE_INVALID),
                image(
                        "manifest.json no json",
                        new Tar().file("manifest.json", "x").end(),
                        IMAGE_INVALID),
                image("two images", new Tar().file("manifest.json", "[{},{}]").end(), IMAGE_INVALID),
                image(
                        "no configuration",
                        new Tar()
                                .file("manifest.json", Tar.manifest(Packages.IMAGE))
                                .end(),
                        IMAGE_INVALID),
                image(
                        "no layer",
                        new Tar()
                                .file("config.json", Packages.CONFIG)
                                .file("manifest.json", Tar.manifest(Packages.IMAGE))
                                .end(),
                        IMAGE_INVALID),
                image(
                        "two manifests",
                        Tar.image(Packages.IMAGE, Packages.CONFIG)
                                .file("manifest.json", "[]")
                                .end(),
                        IMAGE_INVALID),
                image(
                        "huge size",
                        new Tar()
                                .entry("x", '0', "", new byte[0], 077777777777L)
                                .end(),
                        IMAGE_TRUNCATED),
                image(
                        "parent",
                        Tar.image(Packages.IMAGE, Packages.CONFIG)
                                .file("../x", "")
                                .end(),
                        IMAGE_INVALID),
                image(
                        "absolute",
                        Tar.image(Packages.IMAGE, Packages.CONFIG)
                                .file("/x", "")
                                .end(),
                        IMAGE_INVALID),
                image("link outside", link('2', "../../etc/passwd"), IMAGE_INVALID),
                image("absolute link", link('2', "/etc/passwd"), IMAGE_INVALID),
                image("hard link outside", link('1', "../x"), IMAGE_INVALID),
                image("link to nothing", link('2', "nothing"), IMAGE_INVALID),
                image("device", link('3', ""), IMAGE_INVALID),
                image("pipe", link('6', ""), IMAGE_INVALID),
                image("sparse", link('S', ""), IMAGE_INVALID),
                image(
                        "long header",
                        new Tar().entry("x", 'x', "", new byte[70_000], 70_000).end(),
                        IMAGE_INVALID),
                image("damaged pax", pax("99 path=x\n"), IMAGE_INVALID),
                image("negative pax size", pax("12 size=-50\n"), IMAGE_INVALID),
                image("pax leads out", pax("17 path=../../x\n"), IMAGE_INVALID));
    }

    @Test
    void refusesALinkInPlaceOfThePackage() throws IOException {
        Path real = Files.write(folder.resolve("real.zip"), Packages.good().bytes());
        Path link = Files.createSymbolicLink(folder.resolve("link.zip"), real);

        PackageException problem =
                catchThrowableOfType(PackageException.class, () -> PackageReader.open(link, PackageLimits.standard()));

        assertThat(problem.code()).isEqualTo(PackageErrorCode.PACKAGE_UNREADABLE);
    }

    private DynamicTest refused(String name, byte[] zip, PackageErrorCode code) {
        return DynamicTest.dynamicTest(name, () -> {
            Path file = Files.write(folder.resolve("p.zip"), zip);

            PackageException problem =
                    catchThrowableOfType(PackageException.class, () -> PackageReader.open(file, SMALL));

            assertThat(problem).isNotNull();
            assertThat(problem.code()).as(problem.detail()).isEqualTo(code);
            assertThat(problem.detail()).isNotBlank().hasSizeLessThan(1000);
            try (var files = Files.list(folder)) {
                assertThat(files).containsExactly(file);
            }
        });
    }

    private DynamicTest image(String name, byte[] tar, PackageErrorCode code) {
        return refused(name, Packages.withImage(tar).bytes(), code);
    }

    private static byte[] extra(String name, Consumer<Zip.Entry> change) {
        Zip zip = Packages.good();
        change.accept(zip.add(name, "content"));
        return zip.bytes();
    }

    /** A package with one more file that the list knows, which the test then changes. */
    private static byte[] listed(byte[] content, Consumer<Zip.Entry> change) {
        Zip zip = Packages.good();
        PackageIndex.File[] files = {
            Packages.file("plugin.yaml", zip.get("plugin.yaml").data),
            Packages.file("image.tar", zip.get("image.tar").data),
            Packages.file("x", content)
        };
        zip.entries.set(0, new Zip.Entry(PackageIndex.FILE, PackageIndexJson.write(Packages.index(files))));
        change.accept(zip.add("x", content));
        return zip.bytes();
    }

    private static byte[] drop(String name) {
        Zip zip = Packages.good();
        zip.entries.remove(zip.get(name));
        return zip.bytes();
    }

    private static byte[] duplicate(String name) {
        Zip zip = Packages.good();
        zip.add(name, "x");
        return zip.bytes();
    }

    private static byte[] replace(String name, String content) {
        Zip zip = Packages.good();
        zip.entries.set(
                zip.entries.indexOf(zip.get(name)), new Zip.Entry(name, content.getBytes(StandardCharsets.UTF_8)));
        return zip.bytes();
    }

    private static byte[] link(char type, String target) {
        return Tar.image(Packages.IMAGE, Packages.CONFIG)
                .entry("link", type, target, new byte[0], 0)
                .end();
    }

    private static byte[] pax(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Tar().entry("x", 'x', "", bytes, bytes.length).file("y", "").end();
    }

    private static byte[] before(byte[] zip) {
        byte[] longer = new byte[zip.length + 10];
        System.arraycopy(zip, 0, longer, 10, zip.length);
        return longer;
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
