package dev.sextant.jobexecution;

import dev.sextant.jobexecution.execution.ScriptJob;
import dev.sextant.jobexecution.runner.Language;
import dev.sextant.jobexecution.runner.Script;
import dev.sextant.jobexecution.ssh.SshTarget;
import dev.sextant.sdk.Parameter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What run-script is given for one host. */
record RunScriptInput(
        @Parameter(
                title = "Script",
                titleZh = "脚本",
                format = "script",
                from = "constant",
                help =
                        "A first line such as #!/bin/bash chooses the interpreter of a shell script; else it is /bin/sh.",
                helpZh = "Shell 脚本的首行（如 #!/bin/bash）决定解释器，否则使用 /bin/sh。")
        String script,

        @Parameter(title = "Language", titleZh = "语言", defaultValue = "SHELL")
        Language language,

        @Parameter(
                title = "Arguments",
                titleZh = "参数",
                defaultValue = "[]",
                help = "Each reaches the script as it is; nothing is interpreted by a shell.",
                helpZh = "每个参数原样传给脚本，不经 Shell 解释。")
        List<String> arguments,

        @Parameter(title = "Environment", titleZh = "环境变量", defaultValue = "{}")
        Map<String, String> environment,

        @Parameter(
                title = "Timeout",
                titleZh = "超时",
                format = "duration",
                defaultValue = "PT1H",
                help = "Kept on the host itself; at most P6D.",
                helpZh = "由主机自身执行；最长 P6D。")
        Duration timeout,

        @Parameter(
                title = "Run as",
                titleZh = "运行用户",
                help = "Another user of the host, through sudo without a password.",
                helpZh = "主机上的其他用户，通过免密 sudo 切换。")
        @Nullable String runAs,

        @Parameter(title = "Host", titleZh = "主机", from = "record: inventory:host.id")
        String host,

        @Parameter(title = "Address", titleZh = "地址", from = "record: inventory:host.address")
        String address,

        @Parameter(
                title = "Port",
                titleZh = "端口",
                from = "record: inventory:host.port",
                defaultValue = "22",
                minimum = "1",
                maximum = "65535")
        int port,

        @Parameter(title = "Host key", titleZh = "主机密钥", format = "host-key", from = "record: inventory:host.hostKey")
        String hostKey) {
    ScriptJob job() {
        String user = runAs == null || runAs.isBlank() ? null : runAs;
        return new ScriptJob(
                new Script(script, language, arguments, environment, timeout, user),
                host,
                new SshTarget(address, port, hostKey));
    }

    @Override
    public String toString() {
        return "RunScriptInput[" + host + "]";
    }
}
