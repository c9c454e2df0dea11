package dev.sextant.web.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A set of granted permissions, {@code area:verb} with the wildcards {@code *}, {@code area:*} and {@code *:verb}. */
public final class Permissions {
    /** The only permission of a token whose owner has to change the password first. */
    public static final String CHANGE_PASSWORD = "password:change";

    private static final String ANY = "*";
    private static final Pattern REQUIRED = Pattern.compile("[a-z][a-z0-9-]{0,62}:[a-z][a-z0-9-]{0,62}");
    private static final Pattern GRANTED = Pattern.compile("\\*|(\\*|[a-z][a-z0-9-]{0,62}):(\\*|[a-z][a-z0-9-]{0,62})");

    private final Set<String> granted;

    private Permissions(Set<String> granted) {
        this.granted = granted;
    }

    /** The given grants; an {@link IllegalArgumentException} names the first one that is not well formed. */
    public static Permissions of(Collection<String> granted) {
        for (String permission : granted) {
            if (!isGrant(permission)) {
                throw new IllegalArgumentException(
                        "\"%s\" is not a permission: write area:verb, area:*, *:verb or *".formatted(permission));
            }
        }
        return new Permissions(Set.copyOf(granted));
    }

    public static Permissions of(String... granted) {
        return of(List.of(granted));
    }

    /** Whether the text may stand in a role or token. */
    public static boolean isGrant(String text) {
        return GRANTED.matcher(text).matches();
    }

    /** Whether the text is one exact {@code area:verb}, as handlers require it. */
    public static boolean isRequirable(String text) {
        return REQUIRED.matcher(text).matches();
    }

    /** Whether one of the grants covers the exact {@code area:verb}. */
    public boolean allow(String required) {
        if (!isRequirable(required)) {
            return false;
        }
        int colon = required.indexOf(':');
        return granted.contains(required)
                || granted.contains(ANY)
                || granted.contains(required.substring(0, colon) + ":*")
                || granted.contains("*" + required.substring(colon))
                || granted.contains("*:*");
    }

    /** What remains of these grants for one plugin: {@code *} becomes {@code P:*}, {@code *:read} becomes {@code P:read}. */
    public Permissions narrowedTo(String area) {
        Set<String> narrowed = new TreeSet<>();
        for (String permission : granted) {
            int colon = permission.indexOf(':');
            String grantedArea = colon < 0 ? ANY : permission.substring(0, colon);
            String verb = colon < 0 ? ANY : permission.substring(colon + 1);
            if (grantedArea.equals(ANY) || grantedArea.equals(area)) {
                narrowed.add(area + ":" + verb);
            }
        }
        return new Permissions(Set.copyOf(narrowed));
    }

    /** Whether the holder may do nothing but change the password. */
    public boolean onlyPasswordChange() {
        return granted.equals(Set.of(CHANGE_PASSWORD));
    }

    /** The grants in a stable order. */
    public List<String> toList() {
        return granted.stream().sorted().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permissions that && granted.equals(that.granted);
    }

    @Override
    public int hashCode() {
        return granted.hashCode();
    }

    @Override
    public String toString() {
        return toList().toString();
    }
}
