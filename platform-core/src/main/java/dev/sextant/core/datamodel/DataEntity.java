package dev.sextant.core.datamodel;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.ManifestFormat;

/**
 * A data entity that a registered plugin publishes.
 *
 * @param packageId the package that brought it
 * @param plugin the plugin that holds its records
 * @param version the package's version
 * @param format the format of its package, whose protocol the plugin speaks
 * @param spec its attributes
 */
public record DataEntity(String packageId, String plugin, String version, ManifestFormat format, EntitySpec spec) {

    /** The name by which others refer to it: {@code inventory:host}. */
    public EntityName fullName() {
        return new EntityName(plugin, spec.name());
    }
}
