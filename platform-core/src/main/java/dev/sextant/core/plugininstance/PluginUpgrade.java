package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.Length;
import org.jspecify.annotations.Nullable;

/** One version of a plugin takes the place of another, or gives it back. */
@Entity
@Table(name = "plugin_upgrade")
class PluginUpgrade {
    private static final int VERSION = 64;

    @Id
    private String id;

    private String plugin;
    private @Nullable String activePlugin;
    private String toPackageId;
    private String fromVersion;
    private String toVersion;
    private boolean keepsData;
    private int replicas;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private UpgradeState state;

    private Instant stateSince;
    private Instant startedAt;
    private String startedBy;
    private @Nullable Instant endedAt;
    private @Nullable String problemCode;
    private @Nullable String problemDetail;

    @Column(length = Length.LONG32)
    private @Nullable String lastLog;

    @Version
    private @Nullable Long revision;

    @SuppressWarnings("NullAway.Init")
    protected PluginUpgrade() {}

    PluginUpgrade(String id, LaunchablePackage to, String fromVersion, int replicas, String startedBy, Instant now) {
        this.id = id;
        this.plugin = to.manifest().name();
        this.activePlugin = plugin;
        this.toPackageId = to.id();
        this.fromVersion = fromVersion.length() > VERSION ? fromVersion.substring(0, VERSION) : fromVersion;
        this.toVersion = to.manifest().version().toString();
        this.keepsData = InstanceLauncher.keepsData(to.manifest());
        this.replicas = keepsData ? 1 : replicas;
        this.state = keepsData ? UpgradeState.STOPPING_OLD : UpgradeState.LAUNCHING;
        this.stateSince = now;
        this.startedAt = now;
        this.startedBy = startedBy;
    }

    /** Goes on to the next state; what is not meant to follow is refused. */
    void become(UpgradeState next, Instant now) {
        if (!follows(next)) {
            throw new ProblemException(
                    InstanceError.UPGRADE_REFUSED,
                    "The upgrade of %s to %s is %s and cannot become %s".formatted(plugin, toVersion, state, next));
        }
        state = next;
        stateSince = now;
        if (next.isOver()) {
            endedAt = now;
            activePlugin = null;
        }
    }

    /** It is taken back, for this reason. */
    void giveUp(InstanceProblem problem, @Nullable String log, Instant now) {
        problemCode = problem.code();
        problemDetail = problem.detail();
        lastLog = log;
        become(UpgradeState.RETURNING, now);
    }

    private boolean follows(UpgradeState next) {
        return switch (state) {
            case STOPPING_OLD -> next == UpgradeState.LAUNCHING || next == UpgradeState.RETURNING;
            case LAUNCHING -> next == UpgradeState.DRAINING || next == UpgradeState.RETURNING;
            case DRAINING -> next == UpgradeState.RETIRING;
            case RETIRING -> next == UpgradeState.SUCCEEDED;
            case RETURNING -> next == UpgradeState.RESTORING;
            case RESTORING -> next == UpgradeState.RETURNED;
            case SUCCEEDED, RETURNED -> false;
        };
    }

    String id() {
        return id;
    }

    String plugin() {
        return plugin;
    }

    String toPackageId() {
        return toPackageId;
    }

    String fromVersion() {
        return fromVersion;
    }

    String toVersion() {
        return toVersion;
    }

    boolean keepsData() {
        return keepsData;
    }

    int replicas() {
        return replicas;
    }

    UpgradeState state() {
        return state;
    }

    Instant stateSince() {
        return stateSince;
    }

    Instant startedAt() {
        return startedAt;
    }

    String startedBy() {
        return startedBy;
    }

    @Nullable Instant endedAt() {
        return endedAt;
    }

    @Nullable InstanceProblem problem() {
        return problemCode == null || problemDetail == null ? null : new InstanceProblem(problemCode, problemDetail);
    }

    @Nullable String lastLog() {
        return lastLog;
    }
}
