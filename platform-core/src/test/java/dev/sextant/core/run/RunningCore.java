package dev.sextant.core.run;

import dev.sextant.core.KilledCore;
import dev.sextant.core.TestPlatform;
import dev.sextant.testsupport.S3Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A core in a process of its own, which tells what it does, and which a test can pause and kill. */
final class RunningCore implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private RunningCore(Process process) {
        this.process = process;
        this.lines = process.inputReader();
    }

    /** Starts a core whose lease is short and which asks soon: a test need not wait for either. */
    static RunningCore start(Path folder, URI gateway, String[] database, String bpmn, int runs) throws IOException {
        S3Server storage = S3Server.shared();
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsextant.member.lease=4s",
                "-Dsextant.invocations.ask-after=1s",
                "-D" + TestPlatform.S3 + "=" + storage.url(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledCore.class.getName(),
                database[0],
                database[1],
                gateway.toString(),
                bpmn,
                String.valueOf(runs),
                storage.writeCredentials(folder.resolve("s3.json")).toString());
        Path log = Files.createTempFile(folder, "core", ".log");
        return new RunningCore(
                new ProcessBuilder(command).redirectError(log.toFile()).start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Reads what it tells until it tells this. */
    void until(String last, List<String> told) throws IOException {
        var log = new ArrayList<String>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            log.add(line);
            if (line.equals("## " + last)) {
                return;
            }
            if (line.startsWith("## ")) {
                told.add(line.substring(3));
            }
        }
        throw new IllegalStateException("The core ended before it told " + last + ":\n" + String.join("\n", log));
    }

    /** SIGSTOP: nothing of it runs, as on a machine that is starved or suspended. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT: it goes on in the midst of what it did. */
    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + code);
        }
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
