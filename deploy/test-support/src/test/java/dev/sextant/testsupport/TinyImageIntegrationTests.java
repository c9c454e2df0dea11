package dev.sextant.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyImageIntegrationTests {

    @Test
    void loadsAndRunsOnARealEngine(@TempDir Path folder) throws Exception {
        var image = TinyImage.running("sextant-tiny-test:1", "id -u");
        var tar = Files.write(folder.resolve("image.tar"), image.tar());

        assertThat(DockerEngine.docker("load", "-i", tar.toString())).contains(image.reference());
        try {
            assertThat(DockerEngine.docker("image", "inspect", "-f", "{{.Id}}", image.reference()))
                    .isEqualTo(image.id());
            assertThat(DockerEngine.docker("run", "--rm", "--read-only", "-u", "10001", image.reference()))
                    .isEqualTo("10001");
        } finally {
            DockerEngine.docker("rmi", "-f", image.id());
        }
    }
}
