package dev.sextant.core.pluginservice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Which registration of which service.
 *
 * @param plugin the plugin's name
 * @param version the plugin's version
 * @param service the service's own name
 * @param name the name that it is registered under
 */
public record RegistrationKey(String plugin, String version, String service, String name) {

    /** A registration of a service; without a name the one under the service's own, which each service has. */
    public static RegistrationKey of(PluginService service, @Nullable String name) {
        return new RegistrationKey(
                service.plugin(), service.version(), service.name(), name == null ? service.name() : name);
    }

    /** The id: {@code job-execution:run-script@1.0.0~nightly}. */
    public String id() {
        return serviceId() + "~" + name;
    }

    public String serviceId() {
        return PluginService.id(plugin, service, version);
    }

    @JsonIgnore
    public boolean isStandard() {
        return name.equals(service);
    }

    /** The same name of the same service in another version of the plugin. */
    public RegistrationKey in(String otherVersion) {
        return new RegistrationKey(plugin, otherVersion, service, name);
    }

    /** Another name of the same service. */
    public RegistrationKey as(String otherName) {
        return new RegistrationKey(plugin, version, service, otherName);
    }

    /** How people name it: {@code job-execution:run-script@1.0.0 as 'nightly'}. */
    public String label() {
        return isStandard() ? serviceId() : "%s as '%s'".formatted(serviceId(), name);
    }
}
