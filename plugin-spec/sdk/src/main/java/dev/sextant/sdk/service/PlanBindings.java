package dev.sextant.sdk.service;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.sdk.Plan;
import dev.sextant.sdk.PluginPlan;
import dev.sextant.sdk.SdkError;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ListableBeanFactory;

/** Finds the methods that are dry runs and pairs them with the services; one without the other stops the start. */
public final class PlanBindings {

    private final Map<String, PlanBinding> bindings = new HashMap<>();

    /** The dry runs of the beans, as the manifest lists them. */
    public PlanBindings(PluginManifest manifest, ListableBeanFactory beans, ServiceBindings services) {
        AnnotatedMethods.of(
                beans, PluginPlan.class, (bean, method, plan) -> bind(services, bean, method, plan.value()));
        for (ServiceSpec spec : manifest.services()) {
            if ((spec.plan() != null) != bindings.containsKey(spec.name())) {
                throw new IllegalStateException("The manifest and the code differ on whether the service '"
                        + spec.name() + "' has a dry run; compile with the annotation processor sextant-sdk-processor");
            }
        }
    }

    /** The dry run of a service; the problem says that there is none. */
    PlanBinding get(String service) {
        PlanBinding binding = bindings.get(service);
        if (binding == null) {
            throw new ProblemException(SdkError.PLAN_UNKNOWN, "The service '" + service + "' has no dry run");
        }
        return binding;
    }

    private void bind(ServiceBindings services, Object bean, Method method, String service) {
        if (!services.has(service)) {
            throw new IllegalStateException(
                    method + " is the dry run of '" + service + "', but there is no such service");
        }
        ServiceBinding target = services.get(service);
        if (method.getParameterCount() != 1
                || method.getParameterTypes()[0] != target.inputType()
                || method.getReturnType() != Plan.class) {
            throw new IllegalStateException(method + " is the dry run of '" + service + "'; write Plan "
                    + method.getName() + "(" + target.inputType().getSimpleName() + " input)");
        }
        if (bindings.put(service, new PlanBinding(target, bean, method)) != null) {
            throw new IllegalStateException("Two methods are the dry run of '" + service + "'");
        }
    }
}
