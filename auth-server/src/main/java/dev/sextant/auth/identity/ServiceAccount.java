package dev.sextant.auth.identity;

import dev.sextant.web.identity.Permissions;

/** The platform's own services, whose identities the first start makes. */
public enum ServiceAccount {
    PLATFORM_CORE("platform-core", "*:invoke", "*:read", "identities:manage"),
    API_GATEWAY("api-gateway", "tokens:exchange", "routes:read"),
    /** Acts as a local administrator: whoever can read its key is root on this host already. */
    LAUNCHER("launcher", "*");

    private final String name;
    private final Permissions permissions;

    ServiceAccount(String name, String... permissions) {
        this.name = name;
        this.permissions = Permissions.of(permissions);
    }

    public String subject() {
        return "service:" + name;
    }

    public Permissions permissions() {
        return permissions;
    }

    /** The service's private key, inside the secrets folder. */
    public String keyFile() {
        return "identities/" + name + ".jwk";
    }
}
