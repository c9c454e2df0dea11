package dev.sextant.contract.manifest;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin package says of itself; only {@link ManifestReader} makes one from outside input, and then it is valid.
 *
 * @param apiVersion version of this format
 * @param format the format that it was written in
 * @param name the plugin, and the first segment of its paths
 * @param version version of the package
 * @param writtenVersion the version as the package writes it, where that differs
 * @param title its name for people
 * @param summary a sentence that explains it
 * @param requires what must be there
 * @param containers what is to be run; its services are called at the first one
 * @param capabilities what all its containers may do beyond the closed profile
 * @param permissions what the plugin's own identity asks for
 * @param databases databases it wants
 * @param buckets buckets it wants
 * @param ui its pages
 * @param variables system variables it brings
 * @param roles roles it brings
 * @param menus menu entries it brings
 * @param dynamicModel where its data model is asked for, when that is not fixed
 * @param entities its data model, as far as that is fixed
 * @param objects shapes of objects that its parameters refer to
 * @param services its operations
 * @param events what it wants to be told of
 * @param translations files of the package with its texts, by language
 * @param documentation files of the package with its documentation, by language
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PluginManifest(
        String apiVersion,
        ManifestFormat format,
        String name,
        SemanticVersion version,
        @Nullable String writtenVersion,
        Localized title,
        @Nullable Localized summary,
        Requirements requires,
        List<ContainerSpec> containers,
        List<Capability> capabilities,
        List<String> permissions,

        @JsonAlias("database") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<DatabaseSpec> databases,

        List<BucketSpec> buckets,
        @Nullable UiSpec ui,
        List<VariableSpec> variables,
        List<RoleSpec> roles,
        List<MenuSpec> menus,
        @Nullable DynamicModel dynamicModel,
        List<EntitySpec> entities,
        List<ObjectSpec> objects,
        List<ServiceSpec> services,
        List<EventSubscription> events,
        Map<String, String> translations,
        Map<String, String> documentation) {

    /** Takes what a package that was stored by an earlier version leaves out. */
    public PluginManifest {
        format = format == null ? ManifestFormat.SEXTANT : format;
        databases = Absent.list(databases);
        buckets = Absent.list(buckets);
        objects = Absent.list(objects);
        events = Absent.list(events);
        translations = Absent.map(translations);
        documentation = Absent.map(documentation);
    }
}
