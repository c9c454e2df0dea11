package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the command lines that carry the runner to a host; every word is a plain token of ours, in single quotes. */
public final class RunnerCommands {
    private static final String RUNNER = read();
    private static final String BOOT = "runner=$1; shift; eval \"$runner\"";

    private final RunnerSettings settings;
    private final String shell;

    public RunnerCommands(RunnerSettings settings) {
        this(settings, "/bin/sh");
    }

    RunnerCommands(RunnerSettings settings, String shell) {
        this.settings = settings;
        this.shell = shell;
    }

    /** Starts a script unless its key was started before, and follows it; {@code elapsed} since the first attempt. */
    RunnerCommand start(String key, Script script, Duration elapsed) {
        Launch launch = Launch.of(script);
        Stream<String> words = Stream.of(
                key,
                text(launch.scriptBytes()),
                text(launch.launchBytes()),
                text(script.timeout().toSeconds()),
                text(settings.killGrace().toSeconds()),
                text(settings.hostOutputLimit().toBytes()),
                script.runAs() == null ? "-" : "-" + script.runAs(),
                text(elapsed.toSeconds()),
                text(settings.outputCap().toBytes()));
        return command(
                "start", Stream.concat(words, script.interpreter().stream()).toList(), launch.payload());
    }

    /** Follows a script from an offset of its output on. */
    RunnerCommand attach(String key, long offset) {
        return command(
                "attach", List.of(key, text(offset), text(settings.outputCap().toBytes())), new byte[0]);
    }

    /** Kills a script, or forbids it to start, and waits until nothing of it is left. */
    RunnerCommand cancel(String key) {
        return command("cancel", List.of(key, text(settings.killGrace().toSeconds())), new byte[0]);
    }

    /** Removes the spool of a script whose outcome is kept elsewhere, and what lies about for too long. */
    RunnerCommand forget(String key) {
        return command("forget", List.of(key, text(settings.spoolAge().toDays())), new byte[0]);
    }

    private RunnerCommand command(String verb, List<String> words, byte[] input) {
        String nonce = Nonces.next();
        String line = Stream.concat(
                        Stream.of(shell, "-c", BOOT, "sextant", RUNNER, settings.spool(), nonce, shell, verb),
                        words.stream())
                .map(RunnerCommands::quote)
                .collect(Collectors.joining(" ", "exec ", ""));
        return new RunnerCommand(line, nonce, input);
    }

    private static String quote(String word) {
        if (word.indexOf('\'') >= 0 || word.contains("\\\\")) {
            throw new IllegalArgumentException("a word of ours may hold no apostrophe");
        }
        return "'" + word + "'";
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(RunnerCommands.class.getResourceAsStream("runner.sh"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
