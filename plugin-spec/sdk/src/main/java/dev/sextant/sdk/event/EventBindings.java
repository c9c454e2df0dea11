package dev.sextant.sdk.event;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.sdk.OnEvent;
import dev.sextant.sdk.service.AnnotatedMethods;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/** Finds the methods that want events; one that could not be called stops the start. */
public final class EventBindings {

    private final List<EventHandler> handlers = new ArrayList<>();

    /** The methods of the beans, as the manifest subscribes. */
    public EventBindings(PluginManifest manifest, ListableBeanFactory beans) {
        AnnotatedMethods.of(beans, OnEvent.class, (bean, method, wanted) -> {
            check(method);
            handlers.add(new EventHandler(List.of(wanted.value()), bean, method));
        });
        if (handlers.isEmpty() != manifest.events().isEmpty()) {
            throw new IllegalStateException("The manifest and the code differ on whether the plugin wants events;"
                    + " compile with the annotation processor sextant-sdk-processor");
        }
    }

    List<EventHandler> of(Event event) {
        return handlers.stream().filter(handler -> handler.wants(event)).toList();
    }

    private static void check(Method method) {
        if (method.getParameterCount() != 1 || method.getParameterTypes()[0] != Event.class) {
            throw new IllegalStateException(
                    method + " is to be called with events; write void " + method.getName() + "(Event event)");
        }
    }
}
