package dev.sextant.inventory.host;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text is a private key that can sign in by itself: OpenSSH's form, PKCS#8, PKCS#1 (RSA) or SEC 1 (EC). */
final class PrivateKeyText {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\R(.*?)-----END \\1-----\\s*", Pattern.DOTALL);
    private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 32 * 1024;
    private static final Optional<String> ENCRYPTED = Optional.of(
            "the private key is encrypted with a passphrase; decrypt it first, for example with ssh-keygen -p");
    private static final Optional<String> DAMAGED = Optional.of("the private key is damaged or cut off");

    /** How many strings the private part has after the type, by the type. */
    private static final Map<String, Integer> FIELDS = Map.of(
            "ssh-ed25519", 2,
            "ssh-rsa", 6,
            "ecdsa-sha2-nistp256", 3,
            "ecdsa-sha2-nistp384", 3,
            "ecdsa-sha2-nistp521", 3);

    private PrivateKeyText() {}

    /** What is wrong with the text, or empty when it can be used; never quotes the text. */
    static Optional<String> objection(String text) {
        Matcher pem = PEM.matcher(text.strip() + "\n");
        if (text.length() > LONGEST || !pem.matches()) {
            return Optional.of(
                    "it is not a private key: it must go from -----BEGIN … PRIVATE KEY----- to its END line");
        }
        String body = pem.group(2);
        if (body.contains("Proc-Type:") || body.contains("ENCRYPTED")) {
            return ENCRYPTED;
        }
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException malformed) {
            return DAMAGED;
        }
        return switch (pem.group(1)) {
            case "OPENSSH PRIVATE KEY" -> objectionToOpenSsh(content);
            case "ENCRYPTED PRIVATE KEY" -> ENCRYPTED;
            case "PRIVATE KEY" -> objectionToPkcs8(content, List.of("RSA", "EC", "Ed25519"));
            case "RSA PRIVATE KEY" -> objectionToPkcs8(Der.pkcs8OfRsa(content), List.of("RSA"));
            case "EC PRIVATE KEY" ->
                Der.pkcs8OfEc(content)
                        .map(pkcs8 -> objectionToPkcs8(pkcs8, List.of("EC")))
                        .orElse(DAMAGED);
            default -> Optional.of("a key of this kind cannot be used; use Ed25519, ECDSA or RSA");
        };
    }

    private static Optional<String> objectionToPkcs8(byte[] content, List<String> algorithms) {
        for (String algorithm : algorithms) {
            try {
                KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
                return Optional.empty();
            } catch (GeneralSecurityException | RuntimeException notOfThisKind) {
                // The next algorithm may fit.
            }
        }
        return DAMAGED;
    }

    private static Optional<String> objectionToOpenSsh(byte[] content) {
        if (!Arrays.equals(MAGIC, Arrays.copyOf(content, MAGIC.length))) {
            return DAMAGED;
        }
        try {
            ByteBuffer key = ByteBuffer.wrap(content, MAGIC.length, content.length - MAGIC.length);
            String cipher = text(key);
            SshBytes.string(key);
            SshBytes.string(key);
            if (!cipher.equals("none")) {
                return ENCRYPTED;
            }
            if (key.getInt() != 1) {
                return Optional.of("the file holds several keys; give one");
            }
            SshBytes.string(key);
            return objectionToPrivatePart(ByteBuffer.wrap(SshBytes.string(key)));
        } catch (BufferUnderflowException cutOff) {
            return DAMAGED;
        }
    }

    private static Optional<String> objectionToPrivatePart(ByteBuffer part) {
        // The same number twice tells the right passphrase from a wrong one.
        int first = part.getInt();
        int second = part.getInt();
        if (first != second) {
            return DAMAGED;
        }
        String type = text(part);
        Integer fields = FIELDS.get(type);
        if (fields == null) {
            return Optional.of("a key of this kind cannot be used; use Ed25519, ECDSA or RSA");
        }
        for (int i = 0; i < fields; i++) {
            if (SshBytes.string(part).length == 0) {
                return DAMAGED;
            }
        }
        SshBytes.string(part); // the comment
        return isPadding(part) ? Optional.empty() : DAMAGED;
    }

    private static boolean isPadding(ByteBuffer rest) {
        for (int i = 1; rest.hasRemaining(); i++) {
            if (rest.get() != (byte) i) {
                return false;
            }
        }
        return true;
    }

    private static String text(ByteBuffer from) {
        return new String(SshBytes.string(from), StandardCharsets.US_ASCII);
    }
}
