package dev.sextant.sdk;

import org.jspecify.annotations.Nullable;

/** A secret attribute: either a new value, or the mark that the stored one stays. It never shows what it holds. */
public final class Secret {

    private static final Secret KEPT = new Secret(null);

    private final @Nullable String value;

    private Secret(@Nullable String value) {
        this.value = value;
    }

    /** A secret with a value. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The mark that there is a stored value, which is not handed out. */
    public static Secret kept() {
        return KEPT;
    }

    /** Whether the stored value stays as it is. */
    public boolean isKept() {
        return value == null;
    }

    /** The new value; fails when the stored one is kept. */
    public String reveal() {
        if (value == null) {
            throw new IllegalStateException("This secret is stored and was not handed out; ask isKept() first");
        }
        return value;
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
