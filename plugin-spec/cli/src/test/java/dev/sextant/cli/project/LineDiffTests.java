package dev.sextant.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineDiffTests {

    @TempDir
    Path folder;

    @Test
    void tellsChangesWithTheLinesAroundThem() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";

        assertThat(LineDiff.of("a/b", before, before.replace("5\n", "five\n"))).isEqualTo("""
                --- a/a/b
                +++ b/a/b
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                """);
        assertThat(LineDiff.of("a", "", "new\n")).isEqualTo("--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+new\n");
        assertThat(LineDiff.of("a", "old", "")).contains("+++ /dev/null", "-old\n\\ No newline at end of file\n");
    }

    @Test
    void makesOfTheOldTextTheNewOneWhateverHasChanged() throws IOException, InterruptedException {
        Random random = new Random(7);
        for (int round = 0; round < 30; round++) {
            String before = lines(random, 40);
            String after = before.lines()
                    .filter(line -> random.nextInt(8) > 0)
                    .map(line -> random.nextInt(8) > 0 ? line : line + "\nmore " + random.nextInt(9))
                    .collect(Collectors.joining("\n", "", round % 2 == 0 ? "\n" : ""));
            Files.writeString(folder.resolve("file"), before);
            Path diff = Files.writeString(folder.resolve("diff"), LineDiff.of("file", before, after));

            assertThat(run("git", "apply", "--whitespace=nowarn", diff.toString()))
                    .as(Files.readString(diff))
                    .isZero();
            assertThat(Files.readString(folder.resolve("file"))).isEqualTo(after);
        }
    }

    private static String lines(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "line " + random.nextInt(20))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start()
                .waitFor();
    }
}
