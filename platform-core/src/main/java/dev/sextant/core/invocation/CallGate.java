package dev.sextant.core.invocation;

import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps calls back whose service was disabled after its workflow had been deployed. */
@Component
class CallGate {
    static final String DISABLED = "SERVICE_DISABLED";

    private final ServiceRegistrations registrations;

    CallGate(ServiceRegistrations registrations) {
        this.registrations = registrations;
    }

    /** The same openings, where nothing of those can be called whose service is disabled. */
    List<Opening> pass(List<Opening> openings) {
        var keys = openings.stream()
                .flatMap(opening -> Optional.ofNullable(opening.target().registration()).stream())
                .distinct()
                .toList();
        var closed = Set.copyOf(registrations.closed(keys));
        if (closed.isEmpty()) {
            return openings;
        }
        return openings.stream().map(opening -> pass(opening, closed)).toList();
    }

    /** Why a call must not be made now; empty when it may. */
    Optional<String> refusal(Invocation invocation) {
        var key = invocation.target().registration();
        return key == null || registrations.closed(List.of(key)).isEmpty() ? Optional.empty() : Optional.of(why(key));
    }

    private static Opening pass(Opening opening, Set<RegistrationKey> closed) {
        var key = opening.target().registration();
        return key == null || !closed.contains(key) ? opening : opening.withheld(DISABLED, why(key));
    }

    private static String why(RegistrationKey key) {
        return "%s is disabled, so the plugin was not called. Enable it and retry, or skip the node."
                .formatted(key.label());
    }
}
