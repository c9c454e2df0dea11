package dev.sextant.jobexecution.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** Calls the runner as sshd would, but on this machine and under a given shell. */
final class LocalRunner {
    private final String shell;
    private final Path spool;
    private final Map<String, String> environment;
    private final RunnerCommands commands;

    LocalRunner(String shell, Path spool, Map<String, String> environment) {
        this.shell = shell;
        this.spool = spool;
        this.environment = environment;
        RunnerSettings settings = new RunnerSettings(
                spool.toString(),
                Duration.ofSeconds(1),
                DataSize.ofMegabytes(10),
                DataSize.ofMegabytes(20),
                Duration.ofDays(1));
        this.commands = new RunnerCommands(settings, shell);
    }

    Result start(String key, Script script) {
        return start(key, script, Duration.ZERO);
    }

    Result start(String key, Script script, Duration elapsed) {
        return await(begin(commands.start(key, script, elapsed)));
    }

    Call beginStart(String key, Script script) {
        return begin(commands.start(key, script, Duration.ZERO));
    }

    Result attach(String key, long offset) {
        return await(begin(commands.attach(key, offset)));
    }

    Call beginAttach(String key) {
        return begin(commands.attach(key, 0));
    }

    RunnerReply cancel(String key) {
        return await(begin(commands.cancel(key))).reply();
    }

    RunnerReply forget(String key) {
        return await(begin(commands.forget(key))).reply();
    }

    Path folder(String key) {
        return userFolder().resolve(key);
    }

    Path userFolder() {
        try {
            return spool.resolve(".sextant-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private Call begin(RunnerCommand command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(shell, "-c", command.line());
            builder.environment().putAll(environment);
            Process process = builder.start();
            send(process, command.input());
            return new Call(process, command.nonce());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    /** A runner that refuses reads nothing: that its input is closed is no failure of its own. */
    private static void send(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException closedEarly) {
            // The answer, or its absence, tells more.
        }
    }

    Result await(Call call) {
        Recorder recorder = new Recorder();
        ControlLines control = new ControlLines(call.nonce(), recorder);
        try {
            Thread errors = Thread.startVirtualThread(() -> copy(call, control));
            new OutputBytes(call.nonce(), recorder).pass(call.process().getInputStream());
            errors.join();
            RunnerReply reply = control.reply().orElse(new RunnerReply.Broken(control.stray()));
            return new Result(recorder.output.toByteArray(), reply, recorder.started);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void copy(Call call, ControlLines control) {
        try {
            call.process().getErrorStream().transferTo(control);
        } catch (IOException closed) {
            // The process is gone.
        }
    }

    record Call(Process process, String nonce) {}

    record Result(byte[] output, RunnerReply reply, boolean started) {
        String text() {
            return new String(output, StandardCharsets.UTF_8);
        }
    }

    static Script shell(String text, String... arguments) {
        return new Script(text, Language.SHELL, List.of(arguments), Map.of(), Duration.ofMinutes(1), null);
    }

    static Script shell(String text, Duration timeout) {
        return new Script(text, Language.SHELL, List.of(), Map.of(), timeout, null);
    }

    private static final class Recorder implements RunnerListener {
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private boolean started;

        @Override
        public void started() {
            started = true;
        }

        @Override
        public void printed(byte[] bytes, int length) {
            output.write(bytes, 0, length);
        }
    }
}
