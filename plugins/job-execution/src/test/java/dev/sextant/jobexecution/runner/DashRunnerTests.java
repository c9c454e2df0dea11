package dev.sextant.jobexecution.runner;

import java.nio.file.Path;
import java.util.Map;

/** The runner under dash with the tools of coreutils, as on Debian. */
class DashRunnerTests extends RunnerContract {
    @Override
    LocalRunner runner(Path folder) {
        return new LocalRunner("/bin/dash", folder, Map.of());
    }
}
