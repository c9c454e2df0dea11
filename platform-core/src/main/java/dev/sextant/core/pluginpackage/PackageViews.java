package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.core.workflow.WorkflowCalls;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows packages with what is known of them elsewhere at the moment. */
@Component
class PackageViews {
    private final PackageUse use;
    private final PackageTrust trust;
    private final PackageProvenance provenance;
    private final WorkflowCalls calls;

    PackageViews(PackageUse use, PackageTrust trust, PackageProvenance provenance, WorkflowCalls calls) {
        this.use = use;
        this.trust = trust;
        this.provenance = provenance;
        this.calls = calls;
    }

    PluginPackageView of(PluginPackage one) {
        return Objects.requireNonNull(of(List.of(one)).get(one.id()));
    }

    /** The views by the packages' ids. */
    Map<String, PluginPackageView> of(Collection<PluginPackage> packages) {
        var counts = use.of(packages.stream().map(PluginPackage::id).toList());
        var verdicts = trust.judge(packages);
        var names = packages.stream().map(PluginPackage::name).distinct().toList();
        var highest = provenance.highest(names);
        var callers = calls.current(names);
        var views = new LinkedHashMap<String, PluginPackageView>();
        for (var one : packages) {
            var count = counts.getOrDefault(one.id(), PackageUse.Count.NONE);
            var verdict = Objects.requireNonNull(verdicts.get(one.id()));
            var older = olderThan(one, highest.getOrDefault(one.name(), one.version()));
            var workflows = callers.getOrDefault(one.name() + "@" + one.version(), 0);
            views.put(one.id(), PluginPackageView.from(one, verdict, older, count, workflows));
        }
        return views;
    }

    private static @Nullable String olderThan(PluginPackage one, SemanticVersion highest) {
        return one.version().compareTo(highest) < 0 ? highest.toString() : null;
    }
}
