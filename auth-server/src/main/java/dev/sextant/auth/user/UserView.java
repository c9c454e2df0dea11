package dev.sextant.auth.user;

import java.util.List;

/** A user as the interfaces show one. */
public record UserView(
        String name,
        String displayName,
        List<Role> roles,
        List<String> permissions,
        boolean passwordChangeRequired,
        boolean enabled) {

    public static UserView from(User user) {
        return new UserView(
                user.name(),
                user.displayName(),
                user.roles().stream().sorted().toList(),
                user.permissions().toList(),
                user.passwordChangeRequired(),
                user.enabled());
    }
}
