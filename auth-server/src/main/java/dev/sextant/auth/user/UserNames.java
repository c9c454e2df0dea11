package dev.sextant.auth.user;

/** What a user may be called. */
public final class UserNames {
    public static final String FORMAT = "[a-z][a-z0-9._-]{1,62}";

    static final String MESSAGE =
            "must have 2 to 63 lower-case letters, digits, dots, dashes or underscores" + " and begin with a letter";

    private UserNames() {}

    public static boolean isWellFormed(String name) {
        return name.matches(FORMAT);
    }
}
