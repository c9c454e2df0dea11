package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipWriterTests {

    private static final Map<String, String> FILES = Map.of("a", "", "folder/b", "text", "c", "x".repeat(100));

    @TempDir
    Path folder;

    /** With a low limit a small archive has all that a huge one has: wide sizes, wide places, a wide end. */
    @ParameterizedTest
    @ValueSource(longs = {0xFFFFFFFFL, 100, 1, 0})
    void writesWhatOthersRead(long wideFrom) throws IOException {
        Path zip = write(wideFrom);

        try (ZipFile judge = new ZipFile(zip.toFile());
                ZipArchive ours = ZipArchive.open(zip, PackageLimits.standard())) {
            assertThat(ours.sizes().keySet()).containsExactlyInAnyOrderElementsOf(FILES.keySet());
            assertThat(judge.size()).isEqualTo(FILES.size());
            for (Map.Entry<String, String> file : FILES.entrySet()) {
                assertThat(text(judge.getInputStream(judge.getEntry(file.getKey()))))
                        .isEqualTo(file.getValue());
                assertThat(text(ours.open(file.getKey()))).isEqualTo(file.getValue());
            }
        }
    }

    @Test
    void refusesAFileThatGrowsMeanwhile() throws IOException {
        try (ZipWriter zip = new ZipWriter(folder.resolve("a.zip"))) {
            CopyingStream content = zip.begin("a", 3, new ByteArrayInputStream(new byte[4]));

            assertThatThrownBy(() -> zip.end("a", 3, content)).hasMessageContaining("changed while it was packed");
        }
    }

    /** The hole takes no room on the disk, but all readers see five gibibytes. */
    @Test
    void findsWhatLiesBehindFourGibibytes() throws IOException {
        Path zip = folder.resolve("huge.zip");
        long hole = 5L << 30;
        writeAroundHole(zip, hole);

        PackageLimits limits = PackageLimits.upTo(8L << 30);
        try (ZipFile judge = new ZipFile(zip.toFile());
                ZipArchive ours = ZipArchive.open(zip, limits)) {
            assertThat(ours.sizes()).containsEntry("hole", hole).containsEntry("behind", 4L);
            assertThat(text(ours.open("behind"))).isEqualTo("text");
            assertThat(text(judge.getInputStream(judge.getEntry("behind")))).isEqualTo("text");
            assertThat(judge.getEntry("hole").getSize()).isEqualTo(hole);
        }
        assertThatThrownBy(() -> ZipArchive.open(zip, PackageLimits.standard()))
                .isInstanceOfSatisfying(
                        PackageException.class,
                        e -> assertThat(e.code()).isEqualTo(PackageErrorCode.PACKAGE_TOO_LARGE));
    }

    private Path write(long wideFrom) throws IOException {
        Path file = folder.resolve(wideFrom + ".zip");
        try (ZipWriter zip = new ZipWriter(file, wideFrom)) {
            for (Map.Entry<String, String> entry : FILES.entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                CopyingStream stream = zip.begin(entry.getKey(), content.length, new ByteArrayInputStream(content));
                zip.end(entry.getKey(), content.length, stream);
            }
            zip.finish();
        }
        return file;
    }

    private static void writeAroundHole(Path zip, long hole) throws IOException {
        Path tail = zip.resolveSibling("tail.zip");
        try (ZipWriter writer = new ZipWriter(tail, 4)) {
            for (String name : new String[] {"hole", "behind"}) {
                CopyingStream stream =
                        writer.begin(name, 4, new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8)));
                writer.end(name, 4, stream);
            }
            writer.finish();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(tail)).order(ByteOrder.LITTLE_ENDIAN);
        int content = 30 + "hole".length() + 20;
        int rest = content + 4;
        int directory = (int) bytes.getLong(bytes.limit() - 22 - 20 - 56 + 48);
        long shift = hole - 4;
        bytes.putLong(content - 16, hole).putLong(content - 8, hole);
        int first = directory + 46 + "hole".length() + 4;
        bytes.putLong(first, hole).putLong(first + 8, hole);
        int second = first + 16 + 46 + "behind".length() + 4;
        bytes.putLong(second + 16, bytes.getLong(second + 16) + shift);
        bytes.putLong(bytes.limit() - 98 + 48, directory + shift);
        bytes.putLong(bytes.limit() - 42 + 8, bytes.limit() - 98 + shift);
        try (FileChannel channel = FileChannel.open(zip, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(bytes.slice(0, content), 0);
            channel.write(bytes.slice(rest, bytes.limit() - rest), content + hole);
        }
    }

    private static String text(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
