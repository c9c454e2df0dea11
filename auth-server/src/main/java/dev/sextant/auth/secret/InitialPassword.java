package dev.sextant.auth.secret;

import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** The file with the first administrator's one-time password; it goes when that password was changed. */
@Component
public class InitialPassword {
    private static final String FILE = "initial-admin-password";

    private final SecretFolder secrets;

    InitialPassword(SecretFolder secrets) {
        this.secrets = secrets;
    }

    public void write(String password) {
        secrets.write(FILE, password + "\n");
    }

    public boolean exists() {
        return secrets.read(FILE).isPresent();
    }

    public void delete() {
        secrets.delete(FILE);
    }

    /** Deletes the file in which {@code ./sextant password} left this user's one-time password, if there is one. */
    public void deleteOf(String userName) {
        secrets.delete("one-time-password-" + userName);
    }

    public Path path() {
        return secrets.path(FILE);
    }
}
