package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The runner under bash in the guise of sh, as on Red Hat. */
class BashRunnerTests extends RunnerContract {
    @Override
    LocalRunner runner(Path folder) throws IOException {
        Path shell = Files.createDirectories(Path.of("target", "bash").toAbsolutePath())
                .resolve("sh");
        Links.replace(shell, Path.of("/bin/bash"));
        return new LocalRunner(shell.toString(), folder, Map.of());
    }
}
