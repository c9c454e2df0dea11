package dev.sextant.sdk.service;

import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.manifest.ServiceSpec;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A service and the method that does its work.
 *
 * @param spec what the manifest says
 * @param bean the bean
 * @param method its annotated method
 * @param inputType the record of its inputs
 */
record ServiceBinding(ServiceSpec spec, Object bean, Method method, Class<?> inputType) {

    boolean async() {
        return spec.mode() == ServiceMode.ASYNC;
    }

    @Nullable Object call(Object argument) throws Throwable {
        try {
            return method.invoke(bean, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
