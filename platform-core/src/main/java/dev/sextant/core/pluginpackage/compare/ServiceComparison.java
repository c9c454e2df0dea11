package dev.sextant.core.pluginpackage.compare;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ObjectSpec;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rules of compatibility: what changed in the services between two versions, and what that does to workflows. */
public final class ServiceComparison {
    private final Map<String, ObjectSpec> objectsBefore;
    private final Map<String, ObjectSpec> objectsAfter;

    private ServiceComparison(PluginManifest before, PluginManifest after) {
        this.objectsBefore = objects(before);
        this.objectsAfter = objects(after);
    }

    /** The services that came, went or changed, in the order of the manifests; what only reads differently is no change. */
    public static List<ServiceChange> of(PluginManifest before, PluginManifest after) {
        var comparison = new ServiceComparison(before, after);
        var old = services(before);
        var now = services(after);
        var names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        var changes = new ArrayList<ServiceChange>();
        for (var name : names) {
            comparison.change(name, old.get(name), now.get(name)).ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<ServiceChange> change(String name, @Nullable ServiceSpec before, @Nullable ServiceSpec after) {
        if (before == null) {
            return Optional.of(new ServiceChange(name, Change.ADDED, Effect.COMPATIBLE, List.of()));
        }
        if (after == null) {
            return Optional.of(new ServiceChange(name, Change.REMOVED, Effect.BREAKING, List.of()));
        }
        var differences = compare(before, after);
        return worst(differences).map(worst -> new ServiceChange(name, Change.CHANGED, worst, differences));
    }

    private static Optional<Effect> worst(List<Difference> differences) {
        return differences.stream().map(Difference::effect).max(Comparator.naturalOrder());
    }

    private List<Difference> compare(ServiceSpec before, ServiceSpec after) {
        var differences = new Differences();
        compareMeaning(before, after, differences);
        compareConduct(before, after, differences);
        new ShapeComparison(true, objectsBefore, objectsAfter, differences)
                .compare("input", inputs(before), inputs(after));
        new ShapeComparison(false, objectsBefore, objectsAfter, differences)
                .compare("output", outputs(before), outputs(after));
        return differences.all();
    }

    private static void compareMeaning(ServiceSpec before, ServiceSpec after, Differences differences) {
        differences.note("target", Effect.BREAKING, before.target(), after.target());
        differences.note("filter", Effect.NOTABLE, before.filter(), after.filter());
        differences.note("kind", Effect.NOTABLE, before.kind(), after.kind());
        differences.note(
                "roles.use", Effect.NOTABLE, before.roles().use(), after.roles().use());
        differences.note(
                "roles.manage",
                Effect.NOTABLE,
                before.roles().manage(),
                after.roles().manage());
    }

    /** How a service is called is between the platform and the plugin; a workflow only sees what a call may do. */
    private static void compareConduct(ServiceSpec before, ServiceSpec after, Differences differences) {
        differences.note("method", Effect.COMPATIBLE, before.method(), after.method());
        differences.note("path", Effect.COMPATIBLE, before.path(), after.path());
        differences.note("mode", Effect.COMPATIBLE, before.mode(), after.mode());
        differences.note("progress", Effect.COMPATIBLE, before.progress(), after.progress());
        differences.note("batch", Effect.COMPATIBLE, before.batch(), after.batch());
        differences.note("timeout", Effect.NOTABLE, before.timeout(), after.timeout());
        differences.note(
                "idempotent",
                after.idempotent() ? Effect.COMPATIBLE : Effect.NOTABLE,
                before.idempotent(),
                after.idempotent());
        lost("cancel", before.cancel(), after.cancel(), differences);
        lost("invocations", before.invocations(), after.invocations(), differences);
        lost("plan", before.plan(), after.plan(), differences);
        lost("undo", before.undo(), after.undo(), differences);
    }

    private static void lost(String path, @Nullable String before, @Nullable String after, Differences differences) {
        differences.note(path, after == null ? Effect.NOTABLE : Effect.COMPATIBLE, before, after);
    }

    private static Map<String, Shape> inputs(ServiceSpec service) {
        return ShapeComparison.byName(service.input(), InputParameter::name, Shape::of);
    }

    private static Map<String, Shape> outputs(ServiceSpec service) {
        return ShapeComparison.byName(service.output(), OutputParameter::name, Shape::of);
    }

    private static Map<String, ServiceSpec> services(PluginManifest manifest) {
        var services = new LinkedHashMap<String, ServiceSpec>();
        manifest.services().forEach(service -> services.put(service.name(), service));
        return services;
    }

    private static Map<String, ObjectSpec> objects(PluginManifest manifest) {
        var objects = new LinkedHashMap<String, ObjectSpec>();
        manifest.objects().forEach(object -> objects.put(object.name(), object));
        return objects;
    }
}
