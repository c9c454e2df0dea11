package dev.sextant.core.registration;

import dev.sextant.core.pluginservice.PluginService;
import dev.sextant.core.pluginservice.RegistrationKey;
import dev.sextant.core.pluginservice.ServiceRegistration;

/** A registration with the service that it is of. */
record RegisteredService(ServiceRegistration registration, PluginService service) {
    RegistrationKey key() {
        return registration.key();
    }
}
