package dev.sextant.jobexecution.execution;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names one execution: an attempt of the core, and one of its records. */
public record ExecutionKey(String requestId, String recordId) {
    /** The name of its spool on the host: plain characters, whatever the ids hold. */
    String spool() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(requestId.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            byte[] hash = digest.digest(recordId.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
