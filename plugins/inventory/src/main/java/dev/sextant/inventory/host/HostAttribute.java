package dev.sextant.inventory.host;

import java.util.Arrays;
import java.util.Optional;

/** The attributes that a query may name, how they are kept and how they compare. */
enum HostAttribute {
    ID("id", "id", Kind.TEXT),
    DISPLAY_NAME("displayName", "name", Kind.TEXT),
    NAME("name", "name", Kind.TEXT),
    ADDRESS("address", "address", Kind.TEXT),
    PORT("port", "port", Kind.NUMBER),
    USER("user", "user", Kind.TEXT),
    AUTHENTICATION("authentication", "authentication", Kind.AUTHENTICATION),
    CREDENTIAL("credential", "sealedCredential", Kind.SECRET),
    HOST_KEY("hostKey", "hostKey", Kind.TEXT),
    OS("os", "os", Kind.TEXT),
    TAGS("tags", "tags", Kind.TAGS),
    DESCRIPTION("description", "description", Kind.TEXT);

    /** What values an attribute has. */
    enum Kind {
        TEXT,
        NUMBER,
        AUTHENTICATION,
        TAGS,
        SECRET
    }

    private final String attribute;
    private final String property;
    private final Kind kind;

    HostAttribute(String attribute, String property, Kind kind) {
        this.attribute = attribute;
        this.property = property;
        this.kind = kind;
    }

    static Optional<HostAttribute> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.attribute.equals(name))
                .findFirst();
    }

    String attribute() {
        return attribute;
    }

    String property() {
        return property;
    }

    Kind kind() {
        return kind;
    }
}
