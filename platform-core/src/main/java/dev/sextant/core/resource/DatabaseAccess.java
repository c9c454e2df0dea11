package dev.sextant.core.resource;

/**
 * How a plugin's containers reach its database.
 *
 * @param host the address to connect to
 * @param port the port
 * @param schema the plugin's schema
 * @param user the plugin's user, who can do nothing outside the schema
 * @param password the user's password
 */
public record DatabaseAccess(String host, int port, String schema, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseAccess[%s:%d/%s, redacted]".formatted(host, port, schema);
    }
}
