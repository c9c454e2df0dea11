package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Statistics;
import dev.sextant.contract.problem.ProblemException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What the engine sends without being asked each time: logs, events, statistics. */
final class DockerStreams {
    private static final int WAIT_SECONDS = 15;
    private static final double PERCENT = 100;

    private final DockerConnection docker;
    private final String installation;

    DockerStreams(DockerConnection docker, String installation) {
        this.docker = docker;
        this.installation = installation;
    }

    List<LogLine> logs(String containerId, int tail) {
        var lines = new ArrayList<LogLine>();
        var assembler = new LogLines(lines::add);
        await(
                "read the log of " + containerId,
                docker.stream(
                        "read the log of " + containerId,
                        client -> log(client.logContainerCmd(containerId), tail, false)
                                .exec(new Listener<Frame>(assembler::accept, () -> {}))));
        assembler.flush();
        return lines.size() > tail ? lines.subList(lines.size() - tail, lines.size()) : lines;
    }

    Closeable follow(String containerId, int tail, Consumer<LogLine> lines, Runnable end) {
        var assembler = new LogLines(lines);
        return docker.stream(
                "follow the log of " + containerId,
                client -> log(client.logContainerCmd(containerId), tail, true)
                        .exec(new Listener<Frame>(assembler::accept, () -> {
                            assembler.flush();
                            end.run();
                        })));
    }

    AutoCloseable watch(Consumer<String> ended, Runnable lost) {
        return docker.stream(
                "watch events",
                client -> client.eventsCmd()
                        .withEventTypeFilter(EventType.CONTAINER)
                        .withEventFilter("die", "destroy", "pause")
                        .withLabelFilter(Map.of(Labels.INSTALLATION, installation))
                        .exec(new Listener<Event>(
                                event -> {
                                    var attributes = event.getActor() == null
                                            ? null
                                            : event.getActor().getAttributes();
                                    if (attributes != null && attributes.containsKey(Labels.INSTANCE)) {
                                        ended.accept(attributes.get(Labels.INSTANCE));
                                    }
                                },
                                lost)));
    }

    ContainerUsage usage(String containerId) {
        var sample = new AtomicReference<Statistics>();
        await(
                "measure " + containerId,
                docker.stream(
                        "measure " + containerId,
                        client -> client.statsCmd(containerId)
                                .withNoStream(true)
                                .exec(new Listener<Statistics>(sample::set, () -> {}))));
        var measured = sample.get();
        if (measured == null || measured.getMemoryStats() == null) {
            throw new ProblemException(
                    InstanceError.ENGINE_UNAVAILABLE, "The engine gave no measure of " + containerId);
        }
        var memory = measured.getMemoryStats().getUsage();
        return new ContainerUsage(cpuPercent(measured), memory == null ? 0 : memory - cache(measured));
    }

    private static LogContainerCmd log(LogContainerCmd command, int tail, boolean follow) {
        return command.withStdOut(true)
                .withStdErr(true)
                .withTimestamps(true)
                .withTail(tail)
                .withFollowStream(follow);
    }

    private <T> void await(String what, ResultCallbackTemplate<?, T> stream) {
        try {
            if (!docker.stream(what, client -> completes(stream))) {
                stream.close();
                throw new ProblemException(
                        InstanceError.ENGINE_UNAVAILABLE, "The container engine took too long to " + what);
            }
        } catch (IOException failed) {
            throw new ProblemException(InstanceError.ENGINE_UNAVAILABLE, "The engine's stream broke: " + what, failed);
        }
    }

    private static boolean completes(ResultCallbackTemplate<?, ?> stream) {
        try {
            return stream.awaitCompletion(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(
                    InstanceError.ENGINE_UNAVAILABLE, "Interrupted while the container engine answered", interrupted);
        }
    }

    /** Page cache that the kernel gives back at once is no use of memory. */
    private static long cache(Statistics measured) {
        var stats = measured.getMemoryStats().getStats();
        if (stats == null) {
            return 0;
        }
        var inactive = stats.getTotalInactiveFile() == null ? stats.getInactiveFile() : stats.getTotalInactiveFile();
        return inactive == null ? 0 : inactive;
    }

    private static double cpuPercent(Statistics measured) {
        var now = measured.getCpuStats();
        var before = measured.getPreCpuStats();
        if (now == null || before == null || used(before) == 0 || system(before) == 0) {
            return 0;
        }
        var elapsed = system(now) - system(before);
        var cores = now.getOnlineCpus() == null ? 1 : now.getOnlineCpus();
        return elapsed <= 0 ? 0 : PERCENT * cores * (used(now) - used(before)) / elapsed;
    }

    private static long used(CpuStatsConfig cpu) {
        var usage = cpu.getCpuUsage();
        return usage == null || usage.getTotalUsage() == null ? 0 : usage.getTotalUsage();
    }

    private static long system(CpuStatsConfig cpu) {
        return cpu.getSystemCpuUsage() == null ? 0 : cpu.getSystemCpuUsage();
    }

    /** Passes what arrives, and says once when nothing more will. */
    private static final class Listener<T> extends ResultCallbackTemplate<Listener<T>, T> implements ResultCallback<T> {
        private final Consumer<T> next;
        private final Runnable end;

        Listener(Consumer<T> next, Runnable end) {
            this.next = next;
            this.end = end;
        }

        @Override
        public void onNext(T item) {
            next.accept(item);
        }

        @Override
        public void onError(Throwable failed) {
            super.onError(failed);
            end.run();
        }

        @Override
        public void onComplete() {
            super.onComplete();
            end.run();
        }
    }
}
