package dev.sextant.inventory.host;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** A host's public key as OpenSSH writes it: {@code type base64}, with or without a comment. */
final class HostKeyText {
    private static final Set<String> TYPES =
            Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa");
    private static final int LONGEST = 4096;

    private HostKeyText() {}

    /** What is wrong with the text, or empty when it is a host key. */
    static Optional<String> objection(String text) {
        String[] parts = text.strip().split("\\s+");
        if (text.length() > LONGEST || parts.length < 2 || text.strip().contains("\n")) {
            return Optional.of("write it as one line \"type base64\", such as \"ssh-ed25519 AAAA…\"");
        }
        if (!TYPES.contains(parts[0])) {
            return Optional.of("\"%s\" is not a type of host key; one of %s is, and it comes first"
                    .formatted(abbreviated(parts[0]), TYPES.stream().sorted().toList()));
        }
        return objectionToBlob(parts[0], parts[1]);
    }

    private static Optional<String> objectionToBlob(String type, String base64) {
        try {
            ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            byte[] named = SshBytes.string(blob);
            if (!type.equals(new String(named, StandardCharsets.US_ASCII))) {
                return Optional.of("the base64 part is not a key of the type " + type);
            }
            int fields = type.startsWith("ssh-ed25519") ? 1 : 2;
            for (int i = 0; i < fields; i++) {
                SshBytes.string(blob);
            }
            return blob.hasRemaining() ? Optional.of("the base64 part goes on after the key") : Optional.empty();
        } catch (BufferUnderflowException truncated) {
            return Optional.of("the base64 part is cut off");
        } catch (IllegalArgumentException malformed) {
            return Optional.of("the second part is not base64");
        }
    }

    private static String abbreviated(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }

    /** The key without its comment. */
    static String canonical(String text) {
        String[] parts = text.strip().split("\\s+");
        return parts[0] + " " + parts[1];
    }
}
