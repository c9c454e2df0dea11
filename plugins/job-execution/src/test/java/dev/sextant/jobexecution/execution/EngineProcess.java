package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.runner.Language;
import dev.sextant.jobexecution.runner.Script;
import dev.sextant.jobexecution.ssh.SshCredential;
import dev.sextant.jobexecution.ssh.SshTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An executor in a process of its own, so that it can be killed: runs one script and waits for its outcome. */
final class EngineProcess {
    private EngineProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        String clientKey = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        SshTarget target = new SshTarget("127.0.0.1", Integer.parseInt(arguments[1]), arguments[2]);
        Script script = new Script(
                Files.readString(folder.resolve("script")),
                Language.SHELL,
                List.of(),
                Map.of(),
                Duration.ofMinutes(5),
                null);
        RecordedProgress progress = new RecordedProgress();
        // The test's own engine holds "db".
        try (TestEngine engine = new TestEngine(
                folder.resolve("process-db"),
                folder,
                host -> new SshCredential.Key(System.getProperty("user.name"), clientKey))) {
            engine.engine.submit(new ExecutionKey("r", "h"), new ScriptJob(script, "h", target), progress);
            ExecutionOutcome outcome = progress.await();
            Files.writeString(
                    folder.resolve("outcome"), outcome.outcome() + " " + outcome.exitCode() + " " + progress.text());
        }
    }
}
