package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Hostile archives by the hundreds: each is refused for a stated reason, soon, in little memory, and without a trace. */
class ArchiveAttacksTests {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final List<Attack> ATTACKS = PackageAttacks.all();

    @TempDir
    Path folder;

    private Path staging;

    @BeforeEach
    void lay() throws IOException {
        staging = Files.createDirectories(folder.resolve("home/staging"));
        Files.writeString(folder.resolve("home/x"), "a neighbour");
        Files.writeString(folder.resolve("x"), "a neighbour");
    }

    @TestFactory
    Stream<DynamicTest> refuses() {
        return ATTACKS.stream()
                .map(attack -> DynamicTest.dynamicTest(ZipName.printable(attack.name()), () -> refuses(attack)));
    }

    @Test
    void knowsAtLeastFourHundred() {
        assertThat(ATTACKS.stream().map(attack -> Sha256.hex(attack.bytes())).distinct())
                .hasSizeGreaterThanOrEqualTo(400);
    }

    /** What the attacks are made of is accepted, so that it is the attack that is refused. */
    @Test
    void acceptsWhatTheAttacksStartFrom() throws IOException {
        String config = "blobs/sha256/" + ImageAttacks.hex(Packages.CONFIG);
        String manifest = "{\"config\":{\"digest\":\"sha256:" + ImageAttacks.hex(Packages.CONFIG) + "\"}}";
        byte[] indexed = new Tar()
                .entry("blobs/", '5', "", new byte[0], 0)
                .file(config, Packages.CONFIG)
                .file("blobs/sha256/" + ImageAttacks.hex(manifest), manifest)
                .file("layer.tar", "layer")
                .entry("again.tar", '2', "layer.tar", new byte[0], 0)
                .file("manifest.json", Tar.manifest(Packages.IMAGE).replace("config.json", config))
                .file("index.json", "{\"manifests\":[{\"digest\":\"sha256:" + ImageAttacks.hex(manifest) + "\"}]}")
                .end();
        byte[] longNames = Tar.image(Packages.IMAGE, Packages.CONFIG)
                .ahead('L', "a/".repeat(200) + "x\0")
                .file("x", "x")
                .pax("path=" + "b/".repeat(200) + "x", "SCHILY.xattr.user.x=y")
                .file("x", "x")
                .pax("linkpath=layer.tar")
                .entry("l", '1', "x", new byte[0], 0)
                .end();
        for (byte[] good : List.of(
                Packages.good().bytes(),
                Zip64Attacks.wide(),
                PackageAttacks.listed(new byte[100], Zip.Entry::deflated),
                PackageAttacks.image(indexed),
                PackageAttacks.image(longNames))) {
            PackageReader.open(Files.write(staging.resolve("good.zip"), good), PackageAttacks.LIMITS)
                    .close();
        }
    }

    /** All of them again, in a process that has no room to keep what it reads. */
    @Test
    void refusesThemAllInASmallHeap() throws IOException, InterruptedException {
        for (int i = 0; i < ATTACKS.size(); i++) {
            Files.write(staging.resolve(i + ".zip"), ATTACKS.get(i).bytes());
        }
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        staging.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        assertThat(text.strip()).endsWith("refused " + ATTACKS.size() + " of " + ATTACKS.size());
    }

    private void refuses(Attack attack) throws IOException {
        Path file = Files.write(staging.resolve("attack.zip"), attack.bytes());
        String before = tree();
        long begin = System.nanoTime();

        PackageException problem = catchThrowableOfType(
                PackageException.class,
                () -> PackageReader.open(file, PackageAttacks.LIMITS).close());

        assertThat(problem).as("refused").isNotNull();
        assertThat(attack.codes()).as(problem.detail()).contains((PackageErrorCode) problem.code());
        assertThat(problem.detail()).isNotBlank().hasSizeLessThan(1000).doesNotContainPattern("\\p{Cntrl}");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        assertThat(tree()).isEqualTo(before);
    }

    /** Every file under the folder with its size, mode and time of change. */
    private String tree() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.collect(
                            Collectors.toMap(Path::toString, ArchiveAttacksTests::state, (a, b) -> a, TreeMap::new))
                    .toString();
        }
    }

    private static String state(Path file) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            return attributes.size() + " " + attributes.permissions() + " " + attributes.lastModifiedTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
