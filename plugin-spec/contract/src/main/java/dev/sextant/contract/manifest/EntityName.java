package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An entity's full name, {@code plugin:entity}.
 *
 * @param plugin the plugin that owns it
 * @param entity its name there
 */
public record EntityName(String plugin, String entity) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");

    /**
     * The name of a text; fails with IllegalArgumentException when it is not {@code plugin:entity}. Capitals are for
     * WeCube's names; a plugin.yaml has none.
     */
    @JsonCreator
    public static EntityName of(String text) {
        int colon = text.indexOf(':');
        String plugin = colon < 0 ? "" : text.substring(0, colon);
        String entity = text.substring(colon + 1);
        if (!NAME.matcher(plugin).matches() || !NAME.matcher(entity).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an entity name; write plugin:entity, for example inventory:host");
        }
        return new EntityName(plugin, entity);
    }

    @Override
    @JsonValue
    public String toString() {
        return plugin + ":" + entity;
    }
}
