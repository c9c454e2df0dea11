package dev.sextant.testsupport.ssh;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A system account with a generated password that lives as long as a test needs it; only root can make one. */
public record TestUser(String name, String password) implements AutoCloseable {
    /** Creates the account with a home folder and {@code /bin/sh}. */
    public static TestUser create() {
        String suffix = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        TestUser user = new TestUser("sxt-" + suffix, "pw-" + suffix + "-canary");
        String hash = Commands.run("openssl", "passwd", "-6", user.password()).strip();
        Commands.run("useradd", "--create-home", "--shell", "/bin/sh", "--password", hash, user.name());
        return user;
    }

    @Override
    public void close() {
        ProcessHandle.allProcesses()
                .filter(process -> process.info().user().orElse("").equals(name))
                .forEach(ProcessHandle::destroyForcibly);
        Commands.run("userdel", "--remove", "--force", name);
    }

    @Override
    public String toString() {
        return "TestUser[" + name + "]";
    }
}
