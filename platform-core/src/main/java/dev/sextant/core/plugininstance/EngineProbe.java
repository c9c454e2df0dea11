package dev.sextant.core.plugininstance;

import dev.sextant.contract.Ids;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.HostAccess;
import dev.sextant.core.resource.HostFacts;
import dev.sextant.core.resource.HostProbe;
import dev.sextant.core.resource.ResourceHost;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries a Docker Engine before it becomes a resource host. */
@Component
class EngineProbe implements HostProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Installation installation;
    private final RuntimeSettings settings;

    EngineProbe(Installation installation, RuntimeSettings settings) {
        this.installation = installation;
        this.settings = settings;
    }

    @Override
    public ResourceHost.Kind kind() {
        return ResourceHost.Kind.DOCKER;
    }

    @Override
    public HostFacts ask(HostAccess access) {
        return with(access, runtime -> {
            var facts = runtime.facts();
            return new HostFacts(facts.version(), facts.cpus(), facts.memoryBytes());
        });
    }

    /** Makes a network of ours, and removes it. */
    @Override
    public void prove(HostAccess access) {
        var name = "sextant-%s-probe-%s".formatted(installation.id(), Ids.next());
        with(access, runtime -> {
            try {
                return runtime.ensureNetwork(name, true);
            } finally {
                runtime.removeNetwork(name);
            }
        });
    }

    static DockerConnection connection(HostAccess access, Duration callTimeout) {
        return new DockerConnection(URI.create(access.address()), tls(access), callTimeout);
    }

    private static @Nullable EngineTls tls(HostAccess access) {
        if (!access.tls()) {
            return null;
        }
        var secret = access.secret();
        return EngineTls.of(secret == null ? "" : secret);
    }

    private <T> T with(HostAccess access, Function<ContainerRuntime, T> work) {
        try (var runtime =
                new DockerContainerRuntime(connection(access, PATIENCE), installation.id(), settings.user())) {
            return work.apply(runtime);
        }
    }
}
