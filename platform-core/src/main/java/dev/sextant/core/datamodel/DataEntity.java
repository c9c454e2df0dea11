package dev.sextant.core.datamodel;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.EntitySpec;

/**
 * A data entity that a registered plugin publishes.
 *
 * @param packageId the package that brought it
 * @param plugin the plugin that holds its records
 * @param version the package's version
 * @param spec its attributes
 */
public record DataEntity(String packageId, String plugin, String version, EntitySpec spec) {

    /** The name by which others refer to it: {@code inventory:host}. */
    public EntityName fullName() {
        return new EntityName(plugin, spec.name());
    }
}
