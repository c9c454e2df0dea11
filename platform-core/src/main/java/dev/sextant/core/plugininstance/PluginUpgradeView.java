package dev.sextant.core.plugininstance;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An upgrade as callers see it; {@code lastLog} is the end of what an instance wrote that did not become healthy. */
record PluginUpgradeView(
        String id,
        String plugin,
        String fromVersion,
        String toVersion,
        String toPackageId,
        UpgradeState state,
        Instant stateSince,
        boolean keepsData,
        int replicas,
        int healthyNew,
        int oldLeft,
        boolean abortable,
        Instant startedAt,
        String startedBy,
        @Nullable Instant endedAt,
        @Nullable InstanceProblem problem,
        @Nullable String lastLog) {

    static PluginUpgradeView of(PluginUpgrade upgrade, List<PluginInstance> fresh, List<PluginInstance> old) {
        return new PluginUpgradeView(
                upgrade.id(),
                upgrade.plugin(),
                upgrade.fromVersion(),
                upgrade.toVersion(),
                upgrade.toPackageId(),
                upgrade.state(),
                upgrade.stateSince(),
                upgrade.keepsData(),
                upgrade.replicas(),
                (int) fresh.stream()
                        .filter(one -> one.state() == InstanceState.HEALTHY)
                        .count(),
                old.size(),
                upgrade.state().isAbortable(),
                upgrade.startedAt(),
                upgrade.startedBy(),
                upgrade.endedAt(),
                upgrade.problem(),
                upgrade.lastLog());
    }
}
