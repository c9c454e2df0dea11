package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The runner under busybox with nothing but its applets, as on Alpine. */
class BusyboxRunnerTests extends RunnerContract {
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    @Override
    LocalRunner runner(Path folder) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(BUSYBOX), "busybox is not installed");
        Path applets = Files.createDirectories(Path.of("target", "applets").toAbsolutePath());
        Process list = new ProcessBuilder(BUSYBOX.toString(), "--list").start();
        String names = new String(list.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        for (String name : names.split("\n")) {
            Links.replace(applets.resolve(name), BUSYBOX);
        }
        return new LocalRunner(applets.resolve("sh").toString(), folder, Map.of("PATH", applets.toString()));
    }
}
