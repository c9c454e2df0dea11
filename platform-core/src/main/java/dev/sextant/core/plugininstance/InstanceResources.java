package dev.sextant.core.plugininstance;

import dev.sextant.core.pluginpackage.LaunchCondition;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackageImages;
import dev.sextant.core.resource.PluginBuckets;
import dev.sextant.core.resource.PluginDatabases;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What a plugin is given on resource hosts before its containers start. */
@Component
class InstanceResources implements LaunchCondition {
    private final PackageImages packages;
    private final PluginDatabases databases;
    private final PluginBuckets buckets;

    InstanceResources(PackageImages packages, PluginDatabases databases, PluginBuckets buckets) {
        this.packages = packages;
        this.databases = databases;
        this.buckets = buckets;
    }

    @Override
    public void check(LaunchablePackage launched) {
        databases.check(launched.manifest());
        buckets.check(launched.manifest());
    }

    /** Brings about what is missing, and opens the ways to it from the network in which the engine's machine has that address. */
    void provide(LaunchablePackage launched, String gateway) {
        databases.provide(launched.manifest(), (file, most) -> packages.text(launched.id(), file, most), gateway);
        buckets.provide(launched.manifest(), launched.id(), work -> packages.pass(launched.id(), work), gateway);
    }

    /** What the plugin finds among its secrets, by the names of the files. */
    Map<String, String> files(String plugin) {
        var files = new LinkedHashMap<>(databases.files(plugin));
        files.putAll(buckets.files(plugin));
        return files;
    }
}
