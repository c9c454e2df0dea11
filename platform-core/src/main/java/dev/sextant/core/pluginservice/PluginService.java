package dev.sextant.core.pluginservice;

import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ServiceSpec;

/**
 * An operation that a plugin package offers, as it was when the package was registered.
 *
 * @param id {@code plugin:name@version}
 * @param packageId the package that brought it
 * @param plugin the plugin's name
 * @param version the package's version
 * @param registered whether its package is still registered; a decommissioned one stays readable for the runs that pinned it
 * @param format the format of its package, whose protocol it speaks
 * @param spec what it takes and gives
 */
public record PluginService(
        String id,
        String packageId,
        String plugin,
        String version,
        boolean registered,
        ManifestFormat format,
        ServiceSpec spec) {

    /** The id of a service: {@code job-execution:run-script@1.0.0}. */
    public static String id(String plugin, String name, String version) {
        return plugin + ":" + name + "@" + version;
    }

    public String name() {
        return spec.name();
    }
}
