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
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Finds the annotated methods and pairs them with the manifest; one without the other stops the start. */
public final class ServiceBindings {

    private final Map<String, ServiceBinding> bindings = new HashMap<>();

    /** The services of the beans, as the manifest lists them. */
    public ServiceBindings(PluginManifest manifest, ListableBeanFactory beans, InvocationStore store) {
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && !type.getName().startsWith("org.springframework.")) {
                methods(type).forEach((method, service) -> bind(manifest, beans.getBean(name), method, service));
            }
        }
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

    private static Map<Method, PluginService> methods(Class<?> type) {
        return MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<PluginService>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, PluginService.class));
    }

    private void bind(PluginManifest manifest, Object bean, Method method, PluginService service) {
        ServiceSpec spec = manifest.services().stream()
                .filter(candidate -> candidate.name().equals(service.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The service '" + service.name()
                        + "' is not in the manifest; compile with the annotation processor sextant-sdk-processor"));
        Method callable = AopUtils.selectInvocableMethod(method, bean.getClass());
        callable.setAccessible(true);
        ResolvableType argument = ResolvableType.forMethodParameter(method, 0);
        Class<?> input = argument.resolve() == Invocation.class
                ? argument.getGeneric(0).resolve(Object.class)
                : argument.resolve(Object.class);
        if (bindings.put(service.name(), new ServiceBinding(spec, bean, callable, input)) != null) {
            throw new IllegalStateException("Two methods are the service '" + service.name() + "'");
        }
    }
}
