package dev.sextant.auth.identity;

import dev.sextant.web.identity.Permissions;

/** A service or plugin that may ask for tokens of its own. */
public record Identity(String name, Permissions permissions) {
    /** The name without its kind. */
    public String displayName() {
        return name.substring(name.indexOf(':') + 1);
    }
}
