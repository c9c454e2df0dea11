package dev.sextant.inventory.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Reads the master key; without one the plugin does not start, rather than keep secrets in the clear. */
record SealingKeyFile(Path path) {
    private static final int BYTES = 32;

    SecretKey read() {
        byte[] key = bytes();
        if (key.length != BYTES) {
            throw new IllegalStateException(
                    "%s holds %d bytes instead of %d in base64".formatted(path, key.length, BYTES));
        }
        return new SecretKeySpec(key, "AES");
    }

    private byte[] bytes() {
        try {
            return Base64.getDecoder().decode(Files.readString(path).strip());
        } catch (NoSuchFileException missing) {
            throw new IllegalStateException(
                    "%s is missing: secrets cannot be sealed without it, so the plugin does not start".formatted(path));
        } catch (IOException unreadable) {
            throw new IllegalStateException("%s cannot be read".formatted(path), unreadable);
        } catch (IllegalArgumentException malformed) {
            // Without the cause: it quotes what was read.
            throw new IllegalStateException("%s is not base64".formatted(path));
        }
    }
}
