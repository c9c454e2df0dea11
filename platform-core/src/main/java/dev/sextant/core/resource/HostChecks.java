package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Asks hosts of every kind, through who knows it. */
@Component
class HostChecks {
    private final Map<ResourceHost.Kind, HostProbe> probes;

    HostChecks(List<HostProbe> probes) {
        this.probes = probes.stream().collect(Collectors.toMap(HostProbe::kind, Function.identity()));
    }

    /** What the host says of itself; a failure is a problem. */
    HostFacts ask(HostAccess access) {
        access.endpoint().permitted();
        return probe(access).ask(access);
    }

    /** What the host says of itself, after the platform has done there what it will have to do. */
    HostFacts prove(HostAccess access) {
        var facts = ask(access);
        probe(access).prove(access);
        return facts;
    }

    private HostProbe probe(HostAccess access) {
        var probe = probes.get(access.kind());
        if (probe == null) {
            throw new ProblemException(
                    ResourceError.HOST_ADDRESS, "Hosts of the kind %s are not known here".formatted(access.kind()));
        }
        return probe;
    }
}
