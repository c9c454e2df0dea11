package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.event.Events;
import dev.sextant.core.event.NewEvent;
import dev.sextant.core.resource.EngineHost;
import dev.sextant.core.resource.EngineHosts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people say of the hosts of engines. */
@Component
class HostChanges {
    private static final long MOST_MEMORY = 1L << 50;
    private static final double MOST_CPUS = 100_000;
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    private final Engines engines;
    private final EngineHosts hosts;
    private final Events events;

    HostChanges(Engines engines, EngineHosts hosts, Events events) {
        this.engines = engines;
        this.hosts = hosts;
        this.events = events;
    }

    @Transactional
    public EngineHost limit(String id, EngineHost.Limits limits, String actor) {
        var host = engines.host(id);
        check(limits);
        hosts.limit(id, limits);
        tell(host, actor);
        return engines.host(id);
    }

    private void tell(EngineHost host, String actor) {
        events.append(NewEvent.of("resource-host.limited", actor, Map.of("hostId", host.id(), "name", host.name())));
    }

    private static void check(EngineHost.Limits limits) {
        var memory = limits.memoryLimitBytes();
        require(
                memory == null || (memory >= 0 && memory <= MOST_MEMORY),
                "memoryLimitBytes must lie between 0 and 2^50, or be left out");
        var cpus = limits.cpuLimit();
        require(
                cpus == null || (cpus >= 0 && cpus <= MOST_CPUS),
                "cpuLimit must lie between 0 and 100000, or be left out");
        var publish = limits.publishAddress();
        require(
                publish == null
                        || (IPV4.matcher(publish).matches()
                                && !publish.startsWith("0.")
                                && !publish.startsWith("169.254.")),
                "publishAddress must be the host's own IPv4 address, such as 10.0.0.7, or be left out");
        var gateway = limits.gatewayUrl();
        require(
                gateway == null || isBase(gateway),
                "gatewayUrl must be of the form http://HOST:PORT or https://HOST:PORT, or be left out");
    }

    private static boolean isBase(String url) {
        try {
            var uri = new URI(url);
            return url.length() <= 200
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProblemException(InstanceError.HOST_INVALID, otherwise);
        }
    }
}
