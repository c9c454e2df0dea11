package dev.sextant.sdk.processor;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** The annotated services, dry runs, events and entities of the code; what is wrong with them is told where it stands. */
final class AnnotatedCode {

    static final String SERVICE = "dev.sextant.sdk.PluginService";
    static final String PLAN = "dev.sextant.sdk.PluginPlan";
    static final String EVENT = "dev.sextant.sdk.OnEvent";
    static final String ENTITY = "dev.sextant.sdk.PluginEntity";

    private final ProcessingEnvironment environment;
    private final TypeDescriber types;
    private final ServiceDescriber describer;
    private final Map<String, ServiceSource> services = new TreeMap<>();
    private final Map<String, EntitySource> entities = new TreeMap<>();
    private final Map<String, ExecutableElement> plans = new HashMap<>();
    private final Map<String, ExecutableElement> events = new TreeMap<>();
    private boolean good = true;

    AnnotatedCode(ProcessingEnvironment environment, String plugin) {
        this.environment = environment;
        this.types = new TypeDescriber(environment);
        this.describer = new ServiceDescriber(types, plugin);
    }

    /** Takes what a type and all within it say. */
    void collect(TypeElement type) {
        with(
                type,
                ENTITY,
                entity -> add(entities, entity, type, "entities", () -> new EntityDescriber(types).describe(type)));
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            with(
                    method,
                    SERVICE,
                    service -> add(services, service, method, "services", () -> describer.describe(method)));
            with(method, PLAN, plan -> plan(method, plan));
            with(method, EVENT, event -> event(method, event));
        }
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(this::collect);
    }

    /** Pairs the dry runs with their services; false when anything was wrong. */
    boolean pair() {
        plans.forEach((name, method) -> with(method, PLAN, plan -> {
            ServiceSource service = services.get(name);
            if (service == null) {
                throw new DescriptionException(
                        Place.of(method, plan, "value"),
                        "There is no @PluginService(name = \"" + name + "\"); write the name of a service here");
            }
            if (method.getParameters().size() != 1
                    || !environment
                            .getTypeUtils()
                            .isSameType(method.getParameters().get(0).asType(), service.inputType())
                    || !method.getReturnType().toString().equals("dev.sextant.sdk.Plan")) {
                throw new DescriptionException(
                        method,
                        "A dry run takes the service's own input; write Plan " + method.getSimpleName() + "("
                                + service.inputType() + " input)");
            }
            service.fields().put("plan", service.fields().get("path") + "/plan");
        }));
        return good;
    }

    Collection<ServiceSource> services() {
        return services.values();
    }

    Collection<EntitySource> entities() {
        return entities.values();
    }

    /** What the manifest says of the events that methods want. */
    List<Object> subscriptions(String plugin) {
        return events.isEmpty()
                ? List.of()
                : List.of(new Fields()
                        .put("types", List.copyOf(events.keySet()))
                        .put("path", "/" + plugin + "/v1/events")
                        .map());
    }

    /** Where the first method that wants events stands. */
    Place eventPlace() {
        return events.values().stream()
                .findFirst()
                .map(method -> Place.of(method, Annotation.of(method, EVENT), "value"))
                .orElse(Place.NOWHERE);
    }

    private void plan(ExecutableElement method, Annotation plan) {
        if (plans.put(plan.text("value"), method) != null) {
            throw new DescriptionException(
                    Place.of(method, plan, "value"),
                    "Two methods are the dry run of '" + plan.text("value") + "'; remove one of them");
        }
    }

    private void event(ExecutableElement method, Annotation event) {
        List<? extends Element> parameters = method.getParameters();
        if (parameters.size() != 1
                || !parameters.get(0).asType().toString().equals("dev.sextant.contract.event.Event")) {
            throw new DescriptionException(
                    method,
                    "A method that is called with events takes one; write void " + method.getSimpleName()
                            + "(Event event)");
        }
        event.texts("value").forEach(type -> events.put(type, method));
    }

    private static <S> void add(
            Map<String, S> sources, Annotation annotation, Element element, String kinds, Supplier<S> description) {
        String name = annotation.text("name");
        if (sources.put(name, description.get()) != null) {
            throw new DescriptionException(
                    Place.of(element, annotation, "name"),
                    "There are two " + kinds + " '" + name + "'; give each a name of its own");
        }
    }

    /** Does something with an element's annotation, where it has one; a mistake is told where it stands. */
    private void with(Element element, String type, Consumer<Annotation> work) {
        Annotation annotation = Annotation.of(element, type);
        if (annotation.mirror() == null) {
            return;
        }
        try {
            work.accept(annotation);
        } catch (DescriptionException e) {
            good = false;
            e.place().error(environment.getMessager(), e.getMessage());
        }
    }
}
