package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Lets one account run programs as another without a password, as long as a test needs it. */
record SudoRule(Path file) implements AutoCloseable {
    static SudoRule allow(String user, String other) throws IOException {
        Path file = Path.of("/etc/sudoers.d", user);
        Files.writeString(file, user + " ALL=(" + other + ") NOPASSWD: ALL\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        return new SudoRule(file);
    }

    @Override
    public void close() throws IOException {
        Files.delete(file);
    }
}
