package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.subject.RunningContainer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the plugin comes up, and is asked for its health as the platform does. */
final class StartChecks {
    private static final long PAUSE_MILLIS = 200;
    private static final int LOG_SHOWN = 600;

    private final PluginClient client;
    private final ContainerSpec spec;
    private final Optional<RunningContainer> container;
    private final Duration limit;

    StartChecks(PluginClient client, ContainerSpec spec, Optional<RunningContainer> container, Duration limit) {
        this.limit = limit;
        this.client = client;
        this.spec = spec;
        this.container = container;
    }

    List<Check> all() {
        return List.of(Check.of(
                CheckGroup.START,
                "start.healthy",
                "Within %d s %s answers 200 on port %d, with %d MiB and a read-only root"
                        .formatted(limit.toSeconds(), HealthPath.of(spec), spec.port(), spec.memory() >> 20),
                "Listen on 0.0.0.0 at the manifest's port, answer its health path without a token, write to /tmp and "
                        + "/data only; a container that dies says why in its log",
                this::awaitHealth));
    }

    void awaitHealth() throws Deviation, InterruptedException {
        Instant end = Instant.now().plus(limit);
        String last = "nothing";
        while (Instant.now().isBefore(end)) {
            try {
                Exchange answer = client.get(HealthPath.of(spec), null);
                if (answer.status() == 200) {
                    return;
                }
                last = answer.seen();
            } catch (IOException notYet) {
                last = String.valueOf(notYet.getMessage());
            }
            if (container.isPresent()) {
                checkAlive(container.get());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new Deviation("After %d s: %s".formatted(limit.toSeconds(), last));
    }

    private static void checkAlive(RunningContainer container) throws Deviation {
        RunningContainer.State state = container.state();
        if (!state.running()) {
            String log = container.logs().strip();
            throw new Deviation("The container ended with %d%s; its log ends: %s"
                    .formatted(
                            state.exitCode(),
                            state.outOfMemory() ? ", killed for its memory" : "",
                            log.substring(Math.max(0, log.length() - LOG_SHOWN))));
        }
    }
}
