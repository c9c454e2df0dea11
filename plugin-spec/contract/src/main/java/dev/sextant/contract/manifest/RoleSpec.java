package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role that a plugin brings.
 *
 * @param name its name
 * @param title its name for people
 * @param permissions what it may do, {@code plugin:verb} of this plugin
 * @param menus codes of the menus it sees
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleSpec(String name, @Nullable Localized title, List<String> permissions, List<String> menus) {}
