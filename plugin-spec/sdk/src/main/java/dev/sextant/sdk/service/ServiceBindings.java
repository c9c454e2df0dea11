package dev.sextant.sdk.service;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.sdk.Invocation;
import dev.sextant.sdk.PluginService;
import dev.sextant.sdk.SdkError;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.ResolvableType;

/** Finds the annotated methods and pairs them with the manifest; one without the other stops the start. */
public final class ServiceBindings {

    private final Map<String, ServiceBinding> bindings = new HashMap<>();

    /** The services of the beans, as the manifest lists them. */
    public ServiceBindings(PluginManifest manifest, ListableBeanFactory beans, InvocationStore store) {
        AnnotatedMethods.of(
                beans, PluginService.class, (bean, method, service) -> bind(manifest, bean, method, service));
        for (ServiceSpec spec : manifest.services()) {
            ServiceBinding binding = bindings.get(spec.name());
            if (binding == null) {
                throw new IllegalStateException("The manifest lists the service '" + spec.name()
                        + "', but no bean has a method @PluginService(name = \"" + spec.name() + "\")");
            }
            if (binding.async() && !store.durable()) {
                throw new IllegalStateException("The asynchronous service '" + spec.name()
                        + "' needs a database, so that attempts survive; add database: {} to plugin.yaml,"
                        + " and spring-boot-starter-jdbc and H2 to the dependencies");
            }
        }
    }

    /** The service of a name; the problem says that there is none. */
    ServiceBinding get(String name) {
        ServiceBinding binding = bindings.get(name);
        if (binding == null) {
            throw new ProblemException(SdkError.SERVICE_UNKNOWN, "This plugin has no service '" + name + "'");
        }
        return binding;
    }

    /** Whether there still is a service of a name. */
    boolean has(String name) {
        return bindings.containsKey(name);
    }

    private void bind(PluginManifest manifest, Object bean, Method method, PluginService service) {
        ServiceSpec spec = manifest.services().stream()
                .filter(candidate -> candidate.name().equals(service.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The service '" + service.name()
                        + "' is not in the manifest; compile with the annotation processor sextant-sdk-processor"));
        ResolvableType argument = ResolvableType.forMethodParameter(method, 0);
        Class<?> input = argument.resolve() == Invocation.class
                ? argument.getGeneric(0).resolve(Object.class)
                : argument.resolve(Object.class);
        if (bindings.put(service.name(), new ServiceBinding(spec, bean, method, input)) != null) {
            throw new IllegalStateException("Two methods are the service '" + service.name() + "'");
        }
    }
}
