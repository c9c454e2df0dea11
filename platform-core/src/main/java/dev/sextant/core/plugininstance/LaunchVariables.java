package dev.sextant.core.plugininstance;

import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.LaunchCondition;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.resource.PluginBuckets;
import dev.sextant.core.resource.PluginDatabases;
import dev.sextant.core.variable.SystemVariables;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The variables of a manifest with their gaps filled: by what the launch knows, otherwise by system variables. Plugins built for
 * WeCube get their secrets so, since they know no other way; all others get secrets as files and never here.
 */
@Component
class LaunchVariables implements LaunchCondition {
    private static final String BASE_MOUNT_PATH = "/data";
    private static final Set<String> OF_THE_LAUNCH =
            Set.of("ALLOCATE_HOST", "ALLOCATE_PORT", "MONITOR_PORT", "BASE_MOUNT_PATH");
    private static final Set<String> OF_SUB_SYSTEMS = Set.of("SUB_SYSTEM_CODE", "SUB_SYSTEM_KEY", "JWT_SIGNING_KEY");
    private static final Set<String> OF_DATABASES = Set.of("DB_HOST", "DB_PORT", "DB_SCHEMA", "DB_USER", "DB_PWD");
    private static final Set<String> OF_BUCKETS = Set.of("S3_SERVER_URL", "S3_ACCESS_KEY", "S3_SECRET_KEY");
    private static final Set<String> GATEWAY = Set.of("GATEWAY_URL", "CORE_ADDR");

    private final SystemVariables variables;
    private final SubSystemKey keys;
    private final PluginIdentities identities;
    private final PluginDatabases databases;
    private final PluginBuckets buckets;

    LaunchVariables(
            SystemVariables variables,
            SubSystemKey keys,
            PluginIdentities identities,
            PluginDatabases databases,
            PluginBuckets buckets) {
        this.variables = variables;
        this.keys = keys;
        this.identities = identities;
        this.databases = databases;
        this.buckets = buckets;
    }

    /** Refuses a launch that would leave gaps, and names all of them. */
    @Override
    public void check(LaunchablePackage launched) {
        known(launched.manifest());
    }

    /** The variables for a container that reaches the gateway at this address. */
    Map<String, String> of(PluginManifest manifest, URI gateway) {
        var values = known(manifest);
        var spec = manifest.containers().getFirst();
        if (manifest.format() == ManifestFormat.WECUBE) {
            values.putAll(ofTheLaunch(spec, gateway));
            values.putAll(ofSubSystem(manifest.name(), gateway));
            values.putAll(ofDatabase(manifest));
            ofBucket(manifest).forEach(values::putIfAbsent);
            GATEWAY.forEach(name -> values.putIfAbsent(name, gateway.toString()));
        }
        var filled = new LinkedHashMap<String, String>();
        spec.environment().forEach((name, text) -> filled.put(name, Placeholders.fill(text, values)));
        return filled;
    }

    /** What system variables hold for the gaps; refused when something is missing. */
    private Map<String, String> known(PluginManifest manifest) {
        var spec = manifest.containers().getFirst();
        var wecube = manifest.format() == ManifestFormat.WECUBE;
        var names = Placeholders.names(spec.environment().values());
        if (wecube) {
            names.removeAll(OF_THE_LAUNCH);
            names.removeAll(OF_SUB_SYSTEMS);
            names.removeAll(manifest.databases().isEmpty() ? Set.of() : OF_DATABASES);
        }
        var held = variables.of(manifest.name(), manifest.version().toString(), names);
        var values = new LinkedHashMap<String, String>();
        var missing = new ArrayList<String>();
        for (var name : names) {
            var value = held.get(name);
            if (value == null || (value.secret() && !wecube)) {
                missing.add(name);
            } else {
                values.put(name, value.value());
            }
        }
        if (wecube) {
            missing.removeAll(GATEWAY);
            missing.removeAll(buckets.hasFirst(manifest) ? OF_BUCKETS : Set.of());
        }
        refuse(manifest, spec, missing);
        return values;
    }

    private static void refuse(PluginManifest manifest, ContainerSpec spec, List<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        var errors = missing.stream()
                .map(name ->
                        ProblemError.at("containers[0].environment." + variableOf(spec, name), reason(name, manifest)))
                .toList();
        throw new ProblemException(
                InstanceError.VARIABLES_MISSING,
                "%s %s takes %s from the platform, which has no such values; set them as system variables and launch again"
                        .formatted(manifest.name(), manifest.version(), String.join(", ", missing)),
                errors);
    }

    private static String reason(String name, PluginManifest manifest) {
        return manifest.format() == ManifestFormat.WECUBE
                ? "{{%s}} has no value: set the system variable %s".formatted(name, name)
                : "{{%s}} has no value that may stand in an environment: set the system variable %s, which is no secret"
                        .formatted(name, name);
    }

    private static String variableOf(ContainerSpec spec, String gap) {
        return spec.environment().entrySet().stream()
                .filter(variable ->
                        Placeholders.names(List.of(variable.getValue())).contains(gap))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> ofTheLaunch(ContainerSpec spec, URI gateway) {
        var port = String.valueOf(spec.port());
        var monitor = spec.ports().get("monitor");
        return Map.of(
                "ALLOCATE_HOST",
                gateway.getHost(),
                "ALLOCATE_PORT",
                port,
                "MONITOR_PORT",
                monitor == null ? port : monitor.toString(),
                "BASE_MOUNT_PATH",
                BASE_MOUNT_PATH);
    }

    private Map<String, String> ofDatabase(PluginManifest manifest) {
        if (manifest.databases().isEmpty()) {
            return Map.of();
        }
        var access = databases
                .access(manifest.name(), manifest.databases().getFirst().name())
                .orElseThrow(() -> new ProblemException(
                        InstanceError.DATABASE_NOT_READY,
                        "The database of %s is not ready; see the resources".formatted(manifest.name())));
        return Map.of(
                "DB_HOST", access.host(),
                "DB_PORT", String.valueOf(access.port()),
                "DB_SCHEMA", access.schema(),
                "DB_USER", access.user(),
                "DB_PWD", access.password());
    }

    /** By the names under which WeCube's plugins find the storage; a system variable of such a name goes before. */
    private Map<String, String> ofBucket(PluginManifest manifest) {
        return manifest.buckets().stream()
                .findFirst()
                .flatMap(bucket -> buckets.access(manifest.name(), bucket.name()))
                .map(access -> Map.of(
                        "S3_SERVER_URL", access.endpoint(),
                        "S3_ACCESS_KEY", access.accessKey(),
                        "S3_SECRET_KEY", access.secretKey()))
                .orElse(Map.of());
    }

    private Map<String, String> ofSubSystem(String plugin, URI gateway) {
        var subSystem =
                identities.registerSubSystem(plugin, keys.publicKey(plugin), PluginSubnet.of(gateway.getHost()));
        return Map.of(
                "SUB_SYSTEM_CODE", subSystem.code(),
                "SUB_SYSTEM_KEY", keys.privateKey(plugin),
                "JWT_SIGNING_KEY", subSystem.signingKey());
    }
}
