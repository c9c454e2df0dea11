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
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A running container of a package: how it should be, and how it was last seen. */
@Entity
@Table(name = "plugin_instance")
class PluginInstance {
    @Id
    private String id;

    private String packageId;
    private String plugin;
    private String version;
    private String resourceHostId;
    private long memoryBytes;
    private double cpus;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private DesiredState desired;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(16)")
    private InstanceState state;

    private Instant stateSince;
    private @Nullable String containerId;
    private @Nullable String address;
    private @Nullable Instant startedAt;
    private int restarts;
    private int failures;
    private @Nullable Instant notBefore;
    private @Nullable String problemCode;
    private @Nullable String problemDetail;
    private boolean routed = true;
    private @Nullable String upgradeId;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "varchar(8)")
    private @Nullable UpgradeRole upgradeRole;

    @Version
    private @Nullable Long revision;

    @SuppressWarnings("NullAway.Init")
    protected PluginInstance() {}

    PluginInstance(String id, LaunchablePackage launched, String resourceHostId, Instant now) {
        this.id = id;
        this.packageId = launched.id();
        this.plugin = launched.manifest().name();
        this.version = launched.manifest().version().toString();
        this.resourceHostId = resourceHostId;
        var container = InstanceLauncher.container(launched.manifest());
        this.memoryBytes = container.memory();
        this.cpus = container.cpu();
        this.desired = DesiredState.RUNNING;
        this.state = InstanceState.STARTING;
        this.stateSince = now;
    }

    void stop(Instant now) {
        if (desired != DesiredState.RUNNING) {
            throw refused("stopped");
        }
        desired = DesiredState.STOPPED;
        notBefore = null;
        become(InstanceState.STOPPING, now);
    }

    void start(Instant now) {
        if (desired == DesiredState.REMOVED || (desired == DesiredState.RUNNING && state != InstanceState.FAILED)) {
            throw refused("started");
        }
        desired = DesiredState.RUNNING;
        failures = 0;
        notBefore = null;
        startedAt = null;
        clearProblem();
        become(InstanceState.STARTING, now);
    }

    void remove(Instant now) {
        desired = DesiredState.REMOVED;
        notBefore = null;
        become(InstanceState.STOPPING, now);
    }

    /** It has a part in an upgrade; until that is over, nobody else may change what is wanted of it. */
    void join(String upgrade, UpgradeRole role) {
        upgradeId = upgrade;
        upgradeRole = role;
    }

    void leaveUpgrade() {
        upgradeId = null;
        upgradeRole = null;
    }

    /** Whether calls may go to it while it is healthy. */
    void route(boolean called) {
        routed = called;
    }

    /** A container was made, or found, for it. */
    void placed(String container) {
        containerId = container;
    }

    /** Its container runs. */
    void running(ContainerStatus container, Instant now) {
        containerId = container.id();
        address = container.address();
        startedAt = container.startedAt() == null ? now : container.startedAt();
        become(InstanceState.STARTING, now);
    }

    void healthy(Instant now) {
        clearProblem();
        become(InstanceState.HEALTHY, now);
    }

    void unhealthy(InstanceProblem problem, Instant now) {
        note(problem);
        become(InstanceState.UNHEALTHY, now);
    }

    /** Its container ended, or has to be started anew; that happens after a pause. */
    void ended(InstanceProblem problem, Duration pause, Instant now) {
        failures = wasStable(now) ? 1 : failures + 1;
        restarts++;
        startedAt = null;
        address = null;
        notBefore = now.plus(pause);
        unhealthy(problem, now);
    }

    /** Something around it does not work now; it is tried again after a pause. */
    void delayed(InstanceProblem problem, Duration pause, Instant now) {
        failures++;
        notBefore = now.plus(pause);
        note(problem);
    }

    /** It cannot work as it is; somebody has to mend it and start it. */
    void failed(InstanceProblem problem, Instant now) {
        note(problem);
        address = null;
        become(InstanceState.FAILED, now);
    }

    void stopped(Instant now) {
        address = null;
        startedAt = null;
        clearProblem();
        become(InstanceState.STOPPED, now);
    }

    /** How often in a row it has ended soon after its start. */
    int failuresSince(Instant now) {
        return wasStable(now) ? 0 : failures;
    }

    String id() {
        return id;
    }

    String packageId() {
        return packageId;
    }

    String plugin() {
        return plugin;
    }

    String version() {
        return version;
    }

    String resourceHostId() {
        return resourceHostId;
    }

    DesiredState desired() {
        return desired;
    }

    InstanceState state() {
        return state;
    }

    Instant stateSince() {
        return stateSince;
    }

    @Nullable String containerId() {
        return containerId;
    }

    @Nullable String address() {
        return address;
    }

    @Nullable Instant startedAt() {
        return startedAt;
    }

    boolean isRouted() {
        return routed;
    }

    @Nullable String upgradeId() {
        return upgradeId;
    }

    @Nullable UpgradeRole upgradeRole() {
        return upgradeRole;
    }

    int restarts() {
        return restarts;
    }

    @Nullable Instant notBefore() {
        return notBefore;
    }

    @Nullable InstanceProblem problem() {
        return problemCode == null || problemDetail == null ? null : new InstanceProblem(problemCode, problemDetail);
    }

    long revision() {
        return revision == null ? 0 : revision;
    }

    private boolean wasStable(Instant now) {
        return state == InstanceState.HEALTHY
                && stateSince.plus(Duration.ofMinutes(1)).isBefore(now);
    }

    private void become(InstanceState next, Instant now) {
        if (state != next) {
            state = next;
            stateSince = now;
        }
    }

    private void note(InstanceProblem problem) {
        problemCode = problem.code();
        problemDetail = problem.detail();
    }

    private void clearProblem() {
        problemCode = null;
        problemDetail = null;
    }

    private ProblemException refused(String verb) {
        return new ProblemException(
                InstanceError.INSTANCE_STATE,
                "The instance %s of %s is %s and is to be %s; it cannot be %s now"
                        .formatted(id, plugin, state, desired, verb));
    }
}
