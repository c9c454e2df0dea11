package dev.sextant.auth.user;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sextant.web.identity.Permissions;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The built-in roles. */
public enum Role {
    ADMINISTRATOR("*"),
    DESIGNER("workflows:*", "packages:read", "instances:read", "runs:*", "events:read", "*:read"),
    OPERATOR(
            "runs:*",
            "workflows:read",
            "packages:read",
            "instances:read",
            "events:read",
            "inventory:read",
            "inventory:manage"),
    VIEWER("*:read");

    private final Permissions permissions;

    Role(String... permissions) {
        this.permissions = Permissions.of(permissions);
    }

    /** The role's name, in lower case. */
    @JsonValue
    public String roleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Permissions permissions() {
        return permissions;
    }

    public static Optional<Role> find(String roleName) {
        return Arrays.stream(values())
                .filter(role -> role.roleName().equals(roleName))
                .findFirst();
    }

    /** Everything that the roles grant together. */
    public static Permissions permissionsOf(Collection<Role> roles) {
        List<String> granted = roles.stream()
                .flatMap(role -> role.permissions().toList().stream())
                .distinct()
                .toList();
        return Permissions.of(granted);
    }
}
