package dev.sextant.jobexecution;

import dev.sextant.sdk.Parameter;
import org.jspecify.annotations.Nullable;

/** What run-script tells of one host. */
record RunScriptOutput(
        @Parameter(title = "Exit code", titleZh = "退出码", to = "context") @Nullable Integer exitCode,

        @Parameter(title = "Bytes of output", titleZh = "输出字节数", to = "context")
        long outputBytes,

        @Parameter(title = "Output was cut", titleZh = "输出被截断", to = "context")
        boolean cut) {}
