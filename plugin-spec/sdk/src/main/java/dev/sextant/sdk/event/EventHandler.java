package dev.sextant.sdk.event;

import dev.sextant.contract.event.Event;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A method that wants events.
 *
 * @param types the types that it wants
 * @param bean the bean
 * @param method its annotated method
 */
record EventHandler(List<String> types, Object bean, Method method) {

    private static final String ALL_BELOW = ".*";

    boolean wants(Event event) {
        return types.stream().anyMatch(type -> covers(type, event.type()));
    }

    void call(Event event) throws Throwable {
        try {
            method.invoke(bean, event);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static boolean covers(String pattern, String type) {
        return pattern.endsWith(ALL_BELOW)
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(type);
    }
}
