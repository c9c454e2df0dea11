package dev.sextant.testkit.sample;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.testkit.platform.PluginSecrets;
import dev.sextant.testkit.subject.PluginTarget;
import dev.sextant.testkit.subject.RunningContainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sample in this process, with a container that only says what it is told to. */
public final class SampleTarget implements PluginTarget {
    private final PluginSecrets secrets = PluginSecrets.temporary();
    private final Set<Defect> defects;
    private @Nullable SamplePlugin plugin;

    /** A sample with these defects. */
    public SampleTarget(Set<Defect> defects) {
        this.defects = defects;
    }

    @Override
    public String name() {
        return "sample.zip";
    }

    @Override
    public byte[] manifest() {
        try (InputStream stream = SampleTarget.class.getResourceAsStream("/sample.yaml")) {
            return Objects.requireNonNull(stream).readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public InetSocketAddress platformAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public PluginSecrets secrets() {
        return secrets;
    }

    @Override
    public URI launch(PluginManifest manifest, URI gateway) {
        try {
            plugin = new SamplePlugin(gateway, secrets.folder(), defects);
            return plugin.address();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public Optional<RunningContainer> container() {
        return Optional.of(new Container());
    }

    @Override
    public void close() {
        if (plugin != null) {
            plugin.close();
        }
        secrets.close();
    }

    private final class Container implements RunningContainer {
        private boolean stopped;

        @Override
        public State state() {
            return new State(!stopped, stopped && defects.contains(Defect.IGNORES_SIGTERM) ? 137 : 143, false);
        }

        @Override
        public Usage usage() {
            return new Usage(defects.contains(Defect.USES_TOO_MUCH) ? 127L << 20 : 1 << 20, 10);
        }

        @Override
        public String logs() {
            return defects.contains(Defect.LOGS_SECRET)
                    ? "Started\nkey " + secrets.canaries().getLast() + "\n"
                    : "Started\n";
        }

        @Override
        public List<String> environment() {
            return List.of(
                    "SEXTANT_PLUGIN_NAME=sample",
                    "KEY="
                            + (defects.contains(Defect.SECRET_IN_ENVIRONMENT)
                                    ? secrets.canaries().getLast()
                                    : ""));
        }

        @Override
        public Duration stop(Duration grace) {
            stopped = true;
            return defects.contains(Defect.IGNORES_SIGTERM) ? grace : Duration.ofSeconds(1);
        }

        @Override
        public URI startAgain() {
            SamplePlugin running = Objects.requireNonNull(plugin);
            if (defects.contains(Defect.FORGETS_ON_RESTART)) {
                running.forget();
            }
            return running.address();
        }
    }
}
