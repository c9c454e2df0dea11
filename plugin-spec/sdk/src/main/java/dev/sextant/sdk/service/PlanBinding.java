package dev.sextant.sdk.service;

import dev.sextant.sdk.Plan;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The dry run of a service.
 *
 * @param service the service
 * @param bean the bean
 * @param method its annotated method
 */
record PlanBinding(ServiceBinding service, Object bean, Method method) {

    @Nullable Plan call(Object input) throws Throwable {
        try {
            return (Plan) method.invoke(bean, input);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
