package dev.sextant.auth.user;

import dev.sextant.web.identity.Permissions;
import java.util.Set;

/** A person who may sign in. */
public record User(
        String id,
        String name,
        String displayName,
        Set<Role> roles,
        String passwordHash,
        boolean passwordChangeRequired,
        boolean enabled,
        long version) {

    /** The name of the administrator whom the first start makes. */
    public static final String FIRST = "admin";

    public String subject() {
        return "user:" + name;
    }

    /** What the user's tokens grant: nothing but a new password, as long as one is due. */
    public Permissions permissions() {
        return passwordChangeRequired ? Permissions.of(Permissions.CHANGE_PASSWORD) : Role.permissionsOf(roles);
    }

    @Override
    public String toString() {
        return "User[%s, roles=%s, enabled=%s]".formatted(name, roles, enabled);
    }
}
