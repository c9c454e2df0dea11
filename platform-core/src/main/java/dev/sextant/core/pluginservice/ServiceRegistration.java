package dev.sextant.core.pluginservice;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.ServiceSpec;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin service under one of its names, as it was configured for workflows.
 *
 * @param packageId the package that brought the service
 * @param target the entity whose records it works on, where the service itself names none
 * @param bindings what its inputs get where a workflow's node binds nothing
 * @param revision counts its changes
 * @param updatedAt when it was last changed; null while it is as its package brought it
 * @param updatedBy who changed it
 */
public record ServiceRegistration(
        RegistrationKey key,
        String packageId,
        RegistrationState state,
        @Nullable EntityName target,
        List<DefaultBinding> bindings,
        long revision,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    public ServiceRegistration {
        bindings = List.copyOf(bindings);
    }

    /** As a package brings it. */
    public static ServiceRegistration fresh(RegistrationKey key, String packageId) {
        return new ServiceRegistration(key, packageId, RegistrationState.ENABLED, null, List.of(), 1, null, null);
    }

    public boolean isEnabled() {
        return state == RegistrationState.ENABLED;
    }

    /** Whether people have made it or changed it. */
    public boolean isConfigured() {
        return updatedBy != null;
    }

    /** The entity whose records it works on; null where there is none. */
    public @Nullable EntityName targetOf(ServiceSpec service) {
        return service.target() == null ? target : service.target();
    }

    /** The same with other settings. */
    public ServiceRegistration with(
            @Nullable EntityName newTarget, List<DefaultBinding> newBindings, Instant at, String actor) {
        return new ServiceRegistration(key, packageId, state, newTarget, newBindings, revision + 1, at, actor);
    }

    /** The same in another state. */
    public ServiceRegistration in(RegistrationState newState, Instant at, String actor) {
        return new ServiceRegistration(key, packageId, newState, target, bindings, revision + 1, at, actor);
    }

    /** The same settings under another key. */
    public ServiceRegistration copy(RegistrationKey newKey, Instant at, String actor) {
        return new ServiceRegistration(newKey, packageId, state, target, bindings, 1, at, actor);
    }
}
