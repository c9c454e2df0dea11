package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** What containers use, measured only when somebody asks, and not more often than every few seconds. */
@Component
class InstanceUsage {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    private final Engines engines;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Sample> samples = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, CompletableFuture<Optional<ContainerUsage>>> running =
            new ConcurrentHashMap<>();

    InstanceUsage(Engines engines, InstantSource clock) {
        this.engines = engines;
        this.clock = clock;
    }

    /** Begins to measure where the last measure is old; {@link #of} then has less to wait for. */
    void refresh(PluginInstance instance) {
        var container = instance.containerId();
        if (container != null && instance.startedAt() != null && !isFresh(samples.get(container))) {
            running.computeIfAbsent(container, absent -> measure(instance, absent));
        }
    }

    /** The newest measure; the first one of a container is waited for a little. */
    Optional<ContainerUsage> of(PluginInstance instance) {
        var container = instance.containerId();
        if (container == null || instance.startedAt() == null) {
            return Optional.empty();
        }
        refresh(instance);
        var known = samples.get(container);
        if (known != null) {
            return Optional.of(known.usage());
        }
        var first = running.get(container);
        try {
            return first == null ? Optional.empty() : first.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException none) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private CompletableFuture<Optional<ContainerUsage>> measure(PluginInstance instance, String container) {
        var result = new CompletableFuture<Optional<ContainerUsage>>();
        Thread.ofPlatform().daemon().name("usage").start(() -> {
            Optional<ContainerUsage> usage = Optional.empty();
            try {
                usage = Optional.of(engines.of(instance).usage(container));
                samples.put(container, new Sample(usage.get(), clock.instant()));
                samples.values().removeIf(sample -> sample.at().plus(KEPT).isBefore(clock.instant()));
            } catch (ProblemException unknown) {
                // The container is gone or the engine is away: there is nothing to show.
                samples.remove(container);
            } finally {
                running.remove(container);
                result.complete(usage);
            }
        });
        return result;
    }

    private boolean isFresh(@org.jspecify.annotations.Nullable Sample sample) {
        return sample != null && sample.at().plus(FRESH).isAfter(clock.instant());
    }

    private record Sample(ContainerUsage usage, Instant at) {}
}
