package dev.sextant.auth.user;

import java.security.SecureRandom;

/** Random passwords of 100 bits that can be read aloud and typed. */
public final class OneTimePassword {
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private OneTimePassword() {}

    /** A new one, such as {@code ab2cd-…}. */
    public static String next() {
        StringBuilder password = new StringBuilder();
        for (int index = 0; index < GROUPS * GROUP; index++) {
            if (index > 0 && index % GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
