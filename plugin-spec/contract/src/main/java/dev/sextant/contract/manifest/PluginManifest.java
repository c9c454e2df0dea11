package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin package says of itself; only {@link ManifestReader} makes one from outside input, and then it is valid.
 *
 * @param apiVersion version of this format
 * @param name the plugin, and the first segment of its paths
 * @param version version of the package
 * @param title its name for people
 * @param summary a sentence that explains it
 * @param requires what must be there
 * @param containers what is to be run
 * @param capabilities what its containers may do beyond the closed profile
 * @param permissions what the plugin's own identity asks for
 * @param database present when it wants a database
 * @param buckets buckets it wants, by their local names
 * @param variables system variables it brings
 * @param roles roles it brings
 * @param menus menu entries it brings
 * @param entities its data model
 * @param services its operations
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PluginManifest(
        String apiVersion,
        String name,
        SemanticVersion version,
        Localized title,
        @Nullable Localized summary,
        Requirements requires,
        List<ContainerSpec> containers,
        List<Capability> capabilities,
        List<String> permissions,
        @Nullable DatabaseSpec database,
        List<String> buckets,
        List<VariableSpec> variables,
        List<RoleSpec> roles,
        List<MenuSpec> menus,
        List<EntitySpec> entities,
        List<ServiceSpec> services) {}
