package dev.sextant.testkit.subject;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A container of the Docker Engine. */
final class DockerContainer implements RunningContainer {
    private static final int MOST_LOG_BYTES = 32 * 1024 * 1024;
    private static final long LOG_SECONDS = 30;

    private final DockerClient docker;
    private final String id;
    private final String network;
    private final int port;

    DockerContainer(DockerClient docker, String id, String network, int port) {
        this.docker = docker;
        this.id = id;
        this.network = network;
        this.port = port;
    }

    @Override
    public State state() {
        InspectContainerResponse.ContainerState state =
                docker.inspectContainerCmd(id).exec().getState();
        Long exit = state.getExitCodeLong();
        return new State(
                Boolean.TRUE.equals(state.getRunning()),
                exit == null ? 0 : exit,
                Boolean.TRUE.equals(state.getOOMKilled()));
    }

    @Override
    public Usage usage() {
        FirstStatistics first = new FirstStatistics();
        docker.statsCmd(id).withNoStream(true).exec(first);
        try {
            first.awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Statistics found = first.found;
        if (found == null) {
            return new Usage(0, 0);
        }
        MemoryStatsConfig memory = found.getMemoryStats();
        Long pids = found.getPidsStats().getCurrent();
        return new Usage(used(memory), pids == null ? 0 : pids);
    }

    /** Pages of files can be given back, so they do not count. */
    private static long used(MemoryStatsConfig memory) {
        Long usage = memory.getUsage();
        Long files = memory.getStats() == null ? null : memory.getStats().getInactiveFile();
        return (usage == null ? 0 : usage) - (files == null ? 0 : files);
    }

    @Override
    public String logs() {
        Lines lines = new Lines();
        docker.logContainerCmd(id)
                .withStdOut(true)
                .withStdErr(true)
                .withTailAll()
                .exec(lines);
        try {
            lines.awaitCompletion(LOG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return lines.text();
    }

    @Override
    public List<String> environment() {
        return List.of(Objects.requireNonNullElse(
                docker.inspectContainerCmd(id).exec().getConfig().getEnv(), new String[0]));
    }

    @Override
    public Duration stop(Duration grace) {
        Instant from = Instant.now();
        docker.stopContainerCmd(id).withTimeout((int) grace.toSeconds()).exec();
        return Duration.between(from, Instant.now());
    }

    @Override
    public URI startAgain() {
        docker.startContainerCmd(id).exec();
        ContainerNetwork attached = docker.inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .get(network);
        String address = attached == null ? null : attached.getIpAddress();
        if (address == null || address.isEmpty()) {
            throw new IllegalStateException("The container ended at once; its log says: " + logs().strip());
        }
        return URI.create("http://" + address + ":" + port);
    }

    private static final class FirstStatistics extends ResultCallback.Adapter<Statistics> {
        private volatile @Nullable Statistics found;

        @Override
        public void onNext(Statistics statistics) {
            found = statistics;
        }
    }

    private static final class Lines extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void onNext(Frame frame) {
            if (bytes.size() < MOST_LOG_BYTES) {
                try {
                    bytes.write(frame.getPayload());
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
