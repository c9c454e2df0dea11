package dev.sextant.core.resource.database;

/**
 * A schema and the user who owns it.
 *
 * @param schema the schema
 * @param name the user
 * @param password the user's password
 */
public record SchemaUser(String schema, String name, String password) {
    @Override
    public String toString() {
        return "SchemaUser[%s, %s, redacted]".formatted(schema, name);
    }
}
