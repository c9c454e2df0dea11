package dev.sextant.sdk.processor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Describes an annotated method as a service. */
final class ServiceDescriber {

    static final String PARAMETER = "dev.sextant.sdk.Parameter";

    private static final String INVOCATION = "dev.sextant.sdk.Invocation";

    private final TypeDescriber types;
    private final String plugin;

    ServiceDescriber(TypeDescriber types, String plugin) {
        this.types = types;
        this.plugin = plugin;
    }

    ServiceSource describe(ExecutableElement method) {
        Annotation service = Annotation.of(method, AnnotatedCode.SERVICE);
        TypeMirror argument = argument(method);
        boolean async = isInvocation(argument);
        refuseWhatDoesNotApply(method, service, async);
        TypeMirror input = async ? input(method, argument) : argument;
        TypeMirror output = output(method, async, service);
        return new ServiceSource(
                method,
                input,
                components(method, input),
                output == null ? Map.of() : components(method, output),
                fields(method, service, async, inputs(method, input), outputs(method, output)));
    }

    private Map<String, Object> fields(
            ExecutableElement method,
            Annotation service,
            boolean async,
            Map<String, Object> inputs,
            Map<String, Object> outputs) {
        String name = service.text("name");
        String path = "/" + plugin + "/v1/services/" + name;
        return new Fields()
                .put("name", name)
                .text("title", service.text("title"), service.text("titleZh"))
                .text("summary", service.text("summary"), service.text("summaryZh"))
                .put("path", path)
                .put("target", service.text("target"))
                .put("filter", service.text("filter"))
                .put("mode", async ? "async" : "sync")
                .put("idempotent", service.flag("idempotent"))
                .put("cancel", service.flag("cancel") ? path + "/cancel" : "")
                .put("invocations", async ? "/" + plugin + "/v1/invocations" : "")
                .put("undo", service.text("undo"))
                .put("progress", service.flag("progress"))
                .put("timeout", service.text("timeout"))
                .put("batch", service.integer("batch"))
                .put("input", inputs)
                .put("output", outputs)
                .map();
    }

    private static void refuseWhatDoesNotApply(ExecutableElement method, Annotation service, boolean async) {
        for (String name : List.of("cancel", "progress", "output")) {
            if (!async && service.place(name) != null) {
                throw new DescriptionException(
                        Place.of(method, service, name),
                        "'" + name + "' is for asynchronous services; remove it, or take an Invocation<YourInput>");
            }
        }
    }

    private Map<String, RecordComponentElement> components(ExecutableElement method, TypeMirror type) {
        Map<String, RecordComponentElement> components = new LinkedHashMap<>();
        types.components(method, type)
                .forEach(component -> components.put(component.getSimpleName().toString(), component));
        return components;
    }

    private static TypeMirror argument(ExecutableElement method) {
        List<? extends VariableElement> parameters = method.getParameters();
        if (parameters.size() != 1) {
            throw new DescriptionException(
                    method, "A service method takes one argument: an input record, or an Invocation of it");
        }
        return parameters.get(0).asType();
    }

    private static boolean isInvocation(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement().toString().equals(INVOCATION);
    }

    private static TypeMirror input(ExecutableElement method, TypeMirror invocation) {
        List<? extends TypeMirror> arguments = ((DeclaredType) invocation).getTypeArguments();
        if (arguments.size() != 1) {
            throw new DescriptionException(method, "Write Invocation<YourInput>, so that the inputs are known");
        }
        return arguments.get(0);
    }

    private Map<String, Object> inputs(ExecutableElement method, TypeMirror type) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (RecordComponentElement component : types.components(method, type)) {
            Annotation parameter = Annotation.of(component, PARAMETER);
            TypeDescriber.Type described = parameterType(component);
            Object defaultValue = types.defaultValue(parameter.text("defaultValue"), described);
            Fields fields = common(component, parameter, described);
            fields.put("format", parameter.text("format").isEmpty() ? described.format() : parameter.text("format"))
                    .put("required", !types.isNullable(component) && defaultValue == null)
                    .put("enum", allowed(parameter, described))
                    .putDefault(defaultValue)
                    .put("from", parameter.text("from"));
            inputs.put(component.getSimpleName().toString(), fields.map());
        }
        return inputs;
    }

    private static @Nullable TypeMirror output(ExecutableElement method, boolean async, Annotation service) {
        if (async && method.getReturnType().getKind() != TypeKind.VOID) {
            throw new DescriptionException(method, "A method that takes an Invocation returns void");
        }
        TypeMirror type = async ? service.type("output") : method.getReturnType();
        return type == null || type.getKind() == TypeKind.VOID ? null : type;
    }

    private Map<String, Object> outputs(ExecutableElement method, @Nullable TypeMirror type) {
        Map<String, Object> outputs = new LinkedHashMap<>();
        if (type == null) {
            return outputs;
        }
        for (RecordComponentElement component : types.components(method, type)) {
            Annotation parameter = Annotation.of(component, PARAMETER);
            Fields fields = common(component, parameter, parameterType(component));
            outputs.put(
                    component.getSimpleName().toString(),
                    fields.put("to", parameter.text("to")).map());
        }
        return outputs;
    }

    private TypeDescriber.Type parameterType(RecordComponentElement component) {
        TypeDescriber.Type type = types.describe(component);
        if (type.name().equals("secret")) {
            throw new DescriptionException(
                    component, "A Secret is for attributes; a parameter is a String with secret = true");
        }
        return type;
    }

    private static Fields common(RecordComponentElement component, Annotation parameter, TypeDescriber.Type type) {
        return new Fields()
                .put("type", type.name())
                .put("items", items(component, type.items()))
                .text("title", parameter.text("title"), parameter.text("titleZh"))
                .text("help", parameter.text("help"), parameter.text("helpZh"))
                .put("secret", parameter.flag("secret"));
    }

    private static @Nullable String items(RecordComponentElement component, TypeDescriber.@Nullable Type items) {
        if (items != null && items.name().equals("secret")) {
            throw new DescriptionException(component, "A list of secrets is not possible");
        }
        return items == null ? null : items.name();
    }

    private static List<String> allowed(Annotation parameter, TypeDescriber.Type type) {
        if (!type.name().equals("string")) {
            return List.of();
        }
        List<String> allowed = parameter.texts("allowed");
        return allowed.isEmpty() ? type.allowed() : allowed;
    }
}
