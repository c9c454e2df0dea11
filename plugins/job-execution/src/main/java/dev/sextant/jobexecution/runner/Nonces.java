package dev.sextant.jobexecution.runner;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that a script cannot guess, so that nothing it prints is taken for the runner's own. */
final class Nonces {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    static String next() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
