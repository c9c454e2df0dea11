package dev.sextant.core.plugininstance;

import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.PackageImages;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings one instance one step nearer to how it should be, and says when to look again. */
@Component
class InstanceDriver {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration ENGINE_AWAY = Duration.ofSeconds(5);

    private final PluginInstances instances;
    private final InstanceChanges changes;
    private final Engines engines;
    private final InstanceLauncher launcher;
    private final InstanceRemoval removal;
    private final PackageImages packages;
    private final HealthCheck health;
    private final Pace pace;

    InstanceDriver(
            PluginInstances instances,
            InstanceChanges changes,
            Engines engines,
            InstanceLauncher launcher,
            InstanceRemoval removal,
            PackageImages packages,
            Pace pace,
            HealthCheck health) {
        this.instances = instances;
        this.changes = changes;
        this.engines = engines;
        this.launcher = launcher;
        this.removal = removal;
        this.packages = packages;
        this.pace = pace;
        this.health = health;
    }

    /**
     * One step.
     *
     * @param thorough whether the engine is to be asked too, not only a healthy instance's health
     * @return when to look again; null when there is nothing to wait for
     */
    @Nullable Duration drive(String id, boolean thorough) {
        var instance = instances.findById(id).orElse(null);
        if (instance == null) {
            return null;
        }
        try {
            return switch (instance.desired()) {
                case RUNNING -> keepRunning(instance, thorough);
                case STOPPED -> stop(instance);
                case REMOVED -> removal.remove(instance);
            };
        } catch (ProblemException problem) {
            return troubled(instance, problem);
        }
    }

    private @Nullable Duration keepRunning(PluginInstance instance, boolean thorough) {
        if (instance.state() == InstanceState.FAILED) {
            return null;
        }
        var pause = pace.left(instance.notBefore());
        if (pause.isPositive()) {
            return pause;
        }
        if (instance.state() == InstanceState.HEALTHY
                && !thorough
                && fault(instance).isEmpty()) {
            return pace.healthInterval();
        }
        var container = inspect(instance);
        if (container.isEmpty()) {
            var placed = launcher.place(instance);
            changes.apply(instance, (current, now) -> current.placed(placed));
            return NOW;
        }
        return container.get().running() ? watch(instance, container.get()) : revive(instance, container.get());
    }

    /** The container does not run: either it has ended, or it is to be started. */
    private Duration revive(PluginInstance instance, ContainerStatus container) {
        if (instance.startedAt() != null) {
            var pause = pace.backoff(instance);
            changes.apply(instance, (current, now) -> current.ended(endOf(instance, container), pause, now));
            return pause;
        }
        launcher.start(instance, container.id());
        return NOW;
    }

    private Duration watch(PluginInstance instance, ContainerStatus container) {
        var current = instance;
        if (instance.startedAt() == null || !address(container, instance).equals(instance.address())) {
            current = changes.apply(instance, (row, now) -> row.running(at(container, instance), now));
            if (current == null || current.desired() != DesiredState.RUNNING) {
                return NOW;
            }
        }
        var fault = fault(current);
        if (fault.isEmpty()) {
            changes.apply(current, PluginInstance::healthy);
            return pace.healthInterval();
        }
        return ill(current, container, InstanceProblem.of(InstanceError.HEALTH_FAILED, fault));
    }

    private Duration ill(PluginInstance instance, ContainerStatus container, InstanceProblem problem) {
        if (instance.state() == InstanceState.HEALTHY) {
            changes.apply(instance, (current, now) -> current.unhealthy(problem, now));
        } else if (pace.overdue(instance)) {
            engines.of(instance).stop(container.id(), pace.stopGrace());
            var pause = pace.backoff(instance);
            changes.apply(instance, (current, now) -> current.ended(problem, pause, now));
        }
        return pace.startingInterval();
    }

    private @Nullable Duration stop(PluginInstance instance) {
        var container = inspect(instance);
        if (container.isPresent() && container.get().running()) {
            engines.of(instance).stop(container.get().id(), pace.stopGrace());
        }
        changes.apply(instance, PluginInstance::stopped);
        return null;
    }

    /** The container by the id that was noted or, after an interruption, by its name. */
    private Optional<ContainerStatus> inspect(PluginInstance instance) {
        return engines.of(instance).inspect(removal.container(instance), removal.network(instance));
    }

    private static InstanceProblem endOf(PluginInstance instance, ContainerStatus container) {
        return container.outOfMemory()
                ? InstanceProblem.of(
                        InstanceError.OUT_OF_MEMORY,
                        "%s used more memory than the manifest allows; raise containers[0].memory or mend the plugin"
                                .formatted(instance.plugin()))
                : InstanceProblem.of(
                        InstanceError.CONTAINER_EXITED,
                        "%s ended with exit code %d; its log says more"
                                .formatted(instance.plugin(), container.exitCode()));
    }

    private String fault(PluginInstance instance) {
        var address = instance.address();
        if (address == null) {
            return "the container has no address";
        }
        var wanted = spec(instance).health();
        var first = health.fault(URI.create(address), wanted);
        // Once more at once: a single lost packet does not make an instance unhealthy.
        return first.isEmpty() || instance.state() != InstanceState.HEALTHY
                ? first
                : health.fault(URI.create(address), wanted);
    }

    private ContainerSpec spec(PluginInstance instance) {
        return InstanceLauncher.container(packages.find(instance.packageId()).manifest());
    }

    private String address(ContainerStatus container, PluginInstance instance) {
        return container.at(spec(instance).port());
    }

    private ContainerStatus at(ContainerStatus container, PluginInstance instance) {
        return new ContainerStatus(container.id(), true, 0, false, address(container, instance), container.startedAt());
    }

    /** Something around the instance is in trouble: what can pass is tried again, what cannot is told. */
    private @Nullable Duration troubled(PluginInstance instance, ProblemException problem) {
        var said = InstanceProblem.of(problem);
        var running = instance.desired() == DesiredState.RUNNING;
        if (running && isPermanent(problem.code().type())) {
            changes.apply(instance, (current, now) -> current.failed(said, now));
            return null;
        }
        if (running && instance.address() != null) {
            return judgedByHealth(instance, said);
        }
        var pause = pace.backoff(instance);
        changes.apply(instance, (current, now) -> current.delayed(said, pause, now));
        return pause;
    }

    /** The engine's silence says nothing of an instance that ran: only its own answer does. */
    private Duration judgedByHealth(PluginInstance instance, InstanceProblem problem) {
        if (fault(instance).isEmpty()) {
            changes.apply(instance, PluginInstance::healthy);
        } else {
            changes.apply(instance, (current, now) -> current.unhealthy(problem, now));
        }
        return ENGINE_AWAY;
    }

    /** Whether another attempt would find the same: a refused manifest, a stored package that is damaged or missing. */
    private static boolean isPermanent(ErrorType type) {
        return type == ErrorType.INVALID || type == ErrorType.INTERNAL;
    }

    /** How long to wait for what. */
    @Component
    record Pace(RuntimeSettings settings, InstantSource clock) {

        Duration healthInterval() {
            return settings.healthInterval();
        }

        Duration startingInterval() {
            return settings.startingInterval();
        }

        Duration stopGrace() {
            return settings.stopGrace();
        }

        Duration left(@Nullable Instant notBefore) {
            return notBefore == null ? Duration.ZERO : Duration.between(clock.instant(), notBefore);
        }

        boolean overdue(PluginInstance instance) {
            return instance.stateSince().plus(settings.startLimit()).isBefore(clock.instant());
        }

        Duration backoff(PluginInstance instance) {
            var doubled = Math.min(instance.failuresSince(clock.instant()), 10);
            var pause = settings.firstBackoff().multipliedBy(1L << doubled);
            return pause.compareTo(settings.longestBackoff()) > 0 ? settings.longestBackoff() : pause;
        }
    }
}
