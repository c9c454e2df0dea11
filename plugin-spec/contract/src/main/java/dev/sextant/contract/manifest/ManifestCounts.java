package dev.sextant.contract.manifest;

/**
 * How much a manifest holds, as its text has it: what is there twice counts twice.
 *
 * @param services operations
 * @param parameters inputs and outputs of all services
 * @param entities entities of the data model
 * @param attributes attributes of all entities
 * @param menus menu entries
 * @param systemVariables system variables
 * @param roles roles
 * @param dependencies other packages that it names
 * @param images images that it runs
 * @param databases databases that it wants
 * @param buckets buckets that it wants
 */
public record ManifestCounts(
        int services,
        int parameters,
        int entities,
        int attributes,
        int menus,
        int systemVariables,
        int roles,
        int dependencies,
        int images,
        int databases,
        int buckets) {

    static final ManifestCounts NONE = new ManifestCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static ManifestCounts of(PluginManifest manifest) {
        return new ManifestCounts(
                manifest.services().size(),
                manifest.services().stream()
                        .mapToInt(service ->
                                service.input().size() + service.output().size())
                        .sum(),
                manifest.entities().size(),
                manifest.entities().stream()
                        .mapToInt(entity -> entity.attributes().size())
                        .sum(),
                manifest.menus().size(),
                manifest.variables().size(),
                manifest.roles().size(),
                manifest.requires().plugins().size(),
                manifest.containers().size(),
                manifest.databases().size(),
                manifest.buckets().size());
    }
}
