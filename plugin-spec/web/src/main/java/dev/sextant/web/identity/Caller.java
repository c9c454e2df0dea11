package dev.sextant.web.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes the current request, as its verified token says; handlers take it as an argument.
 *
 * @param subject {@code user:<name>}, {@code service:<name>} or {@code plugin:<name>}
 * @param actor the subject that acts for the caller (the gateway, after a token exchange), or null
 */
public record Caller(
        String subject,
        String displayName,
        List<String> roles,
        Permissions permissions,
        @Nullable String actor,
        String tokenId,
        Instant expiresAt) {

    /** What kind of being the subject is. */
    public enum Kind {
        USER,
        SERVICE,
        PLUGIN
    }

    public Caller {
        roles = List.copyOf(roles);
        int colon = subject.indexOf(':');
        if (colon < 1 || colon == subject.length() - 1) {
            throw new IllegalArgumentException("A subject is written kind:name");
        }
    }

    public Kind kind() {
        return switch (subject.substring(0, subject.indexOf(':'))) {
            case "user" -> Kind.USER;
            case "service" -> Kind.SERVICE;
            case "plugin" -> Kind.PLUGIN;
            default -> throw new IllegalStateException("No such kind of subject: " + subject);
        };
    }

    /** The subject's name without its kind: {@code admin} of {@code user:admin}. */
    public String name() {
        return subject.substring(subject.indexOf(':') + 1);
    }

    public boolean may(String permission) {
        return permissions.allow(permission);
    }

    /** Whether the caller is this plugin itself (not somebody whom a plugin acts for). */
    public boolean isPlugin(String name) {
        return kind() == Kind.PLUGIN && name().equals(name);
    }
}
