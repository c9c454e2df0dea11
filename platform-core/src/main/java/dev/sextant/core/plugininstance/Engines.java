package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.resource.EngineHost;
import dev.sextant.core.resource.EngineHosts;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/** The engines of the resource hosts: each is connected when it is first asked, and anew when what is said of it changes. */
class Engines implements DisposableBean {
    private final EngineHosts hosts;
    private final Connector connector;
    private final ConcurrentHashMap<String, Connected> connected = new ConcurrentHashMap<>();

    Engines(EngineHosts hosts, Connector connector) {
        this.hosts = hosts;
        this.connector = connector;
    }

    List<EngineHost> hosts() {
        return hosts.all();
    }

    EngineHost host(String hostId) {
        return hosts.find(hostId)
                .orElseThrow(() -> new ProblemException(
                        InstanceError.HOST_NOT_FOUND,
                        "There is no resource host '%s' with an engine".formatted(hostId)));
    }

    /** The engine on which an instance runs. */
    ContainerRuntime of(PluginInstance instance) {
        return of(host(instance.resourceHostId()));
    }

    ContainerRuntime of(EngineHost host) {
        var reach = new Reach(host.address(), host.publishAddress(), host.revision());
        return Objects.requireNonNull(connected.compute(
                        host.id(),
                        (id, known) -> known != null && known.reach().equals(reach) ? known : anew(known, host, reach)))
                .runtime();
    }

    /** Lets all others go. */
    void retain(Set<String> hostIds) {
        Set.copyOf(connected.keySet()).stream()
                .filter(id -> !hostIds.contains(id))
                .forEach(id -> {
                    var gone = connected.remove(id);
                    if (gone != null) {
                        gone.runtime().close();
                    }
                });
    }

    @Override
    public void destroy() {
        connected.values().forEach(one -> one.runtime().close());
    }

    private Connected anew(@Nullable Connected known, EngineHost host, Reach reach) {
        var fresh = new Connected(reach, connector.connect(host));
        if (known != null) {
            known.runtime().close();
        }
        return fresh;
    }

    /** Makes connections. */
    interface Connector {
        ContainerRuntime connect(EngineHost host);
    }

    private record Reach(String address, @Nullable String publishAddress, long revision) {}

    private record Connected(Reach reach, ContainerRuntime runtime) {}
}
