package dev.sextant.auth.user;

import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a password that a person chooses must be: long and not obvious. No rules of composition, no expiry. */
public final class PasswordPolicy {
    static final int SHORTEST = 12;
    static final int LONGEST = 256;

    private static final int FEWEST_KINDS = 5;
    private static final Set<String> OBVIOUS = Set.of(
            "password",
            "passw0rd",
            "123456789",
            "987654321",
            "qwertyuiop",
            "asdfghjkl",
            "letmein",
            "welcome",
            "changeme",
            "administrator",
            "iloveyou",
            "sextant",
            "abcdefgh",
            "1q2w3e4r",
            "qwerty123",
            "default",
            "secret");

    private PasswordPolicy() {}

    public static void check(String userName, String current, String chosen) {
        List<String> faults = new ArrayList<>();
        if (chosen.codePointCount(0, chosen.length()) < SHORTEST) {
            faults.add("must have at least %d characters".formatted(SHORTEST));
        }
        if (chosen.length() > LONGEST) {
            faults.add("must have at most %d characters".formatted(LONGEST));
        }
        if (chosen.codePoints().distinct().count() < FEWEST_KINDS) {
            faults.add("must have at least %d different characters".formatted(FEWEST_KINDS));
        }
        String lower = chosen.toLowerCase(Locale.ROOT);
        if (lower.contains(userName.toLowerCase(Locale.ROOT))) {
            faults.add("must not contain the user name");
        }
        if (OBVIOUS.stream().anyMatch(word -> lower.contains(word) && lower.length() < word.length() + SHORTEST - 4)) {
            faults.add("must not be one of the usual passwords with a little added");
        }
        if (chosen.equals(current)) {
            faults.add("must be another one than before");
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    AuthError.WEAK_PASSWORD,
                    "The new password " + String.join(", and ", faults),
                    faults.stream()
                            .map(fault -> ProblemError.at("/newPassword", fault))
                            .toList());
        }
    }
}
