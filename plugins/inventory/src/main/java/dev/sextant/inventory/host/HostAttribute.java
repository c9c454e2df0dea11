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
    USER("user", "user_name", Kind.TEXT),
    AUTHENTICATION("authentication", "authentication", Kind.AUTHENTICATION),
    CREDENTIAL("credential", "sealed_credential", Kind.SECRET),
    HOST_KEY("hostKey", "host_key", Kind.TEXT),
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
    private final String column;
    private final Kind kind;

    HostAttribute(String attribute, String column, Kind kind) {
        this.attribute = attribute;
        this.column = column;
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

    String column() {
        return column;
    }

    Kind kind() {
        return kind;
    }
}
