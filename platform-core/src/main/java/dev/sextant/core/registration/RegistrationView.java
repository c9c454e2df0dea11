package dev.sextant.core.registration;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.core.pluginservice.DefaultBinding;
import dev.sextant.core.pluginservice.PluginServiceView;
import dev.sextant.core.pluginservice.RegistrationState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service registration as callers see it.
 *
 * @param standard whether it is the one under the service's own name
 * @param targetEntity the entity whose records it works on: the service's own, or the one that was set
 * @param target the entity that was set
 * @param service what is registered
 * @param updatedAt when it was last changed; none while it is as its package brought it
 */
record RegistrationView(
        String id,
        String name,
        boolean standard,
        RegistrationState state,
        @Nullable EntityName targetEntity,
        @Nullable EntityName target,
        List<DefaultBinding> bindings,
        PluginServiceView service,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {

    static RegistrationView from(RegisteredService one) {
        var registration = one.registration();
        return new RegistrationView(
                one.key().id(),
                one.key().name(),
                one.key().isStandard(),
                registration.state(),
                registration.targetOf(one.service().spec()),
                registration.target(),
                registration.bindings(),
                PluginServiceView.from(one.service()),
                registration.updatedAt(),
                registration.updatedBy());
    }
}
