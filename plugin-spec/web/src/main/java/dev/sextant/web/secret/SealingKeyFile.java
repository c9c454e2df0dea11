package dev.sextant.web.secret;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The file of a master key; without one nothing starts, rather than keep secrets in the clear. */
public record SealingKeyFile(Path path) {
    private static final int BYTES = 32;

    /** The key of the file. */
    public SecretKey read() {
        byte[] key = bytes();
        if (key.length != BYTES) {
            throw new IllegalStateException(
                    "%s holds %d bytes instead of %d in base64".formatted(path, key.length, BYTES));
        }
        return new SecretKeySpec(key, "AES");
    }

    /** The key of the file, which is made first where there is none, readable by its owner alone. */
    public SecretKey readOrMake() {
        try {
            if (Files.notExists(path)) {
                make();
            }
        } catch (IOException failed) {
            throw new IllegalStateException("The master key %s cannot be made".formatted(path), failed);
        }
        return read();
    }

    private void make() throws IOException {
        var folder = path.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var draft = Files.createTempFile(folder, "key", ".new");
        try {
            Files.writeString(draft, Base64.getEncoder().encodeToString(key));
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--------"));
            // A link appears whole or not at all, and never over a key that is there.
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException another) {
            // Somebody was faster: that key is the one.
        } finally {
            Files.delete(draft);
        }
    }

    private byte[] bytes() {
        try {
            return Base64.getDecoder().decode(Files.readString(path).strip());
        } catch (NoSuchFileException missing) {
            throw new IllegalStateException(
                    "%s is missing: secrets cannot be sealed without it, so nothing is started".formatted(path));
        } catch (IOException unreadable) {
            throw new IllegalStateException("%s cannot be read".formatted(path), unreadable);
        } catch (IllegalArgumentException malformed) {
            // Without the cause: it quotes what was read.
            throw new IllegalStateException("%s is not base64".formatted(path));
        }
    }
}
