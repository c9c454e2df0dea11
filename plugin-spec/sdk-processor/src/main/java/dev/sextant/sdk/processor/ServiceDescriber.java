package dev.sextant.sdk.processor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Describes an annotated method as a service. */
final class ServiceDescriber {

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
        ParameterDescriber parameters = new ParameterDescriber(types);
        Map<String, Object> fields =
                fields(service, async, parameters.inputs(method, input), parameters.outputs(method, output));
        return new ServiceSource(method, input, parameters.places(), fields);
    }

    private Map<String, Object> fields(
            Annotation service, boolean async, Map<String, Object> inputs, Map<String, Object> outputs) {
        String name = service.text("name");
        String path = "/" + plugin + "/v1/services/" + name;
        return new Fields()
                .put("name", name)
                .text("title", service.text("title"), service.text("titleZh"))
                .text("summary", service.text("summary"), service.text("summaryZh"))
                .put("kind", service.constant("kind").toLowerCase(Locale.ROOT))
                .put("path", path)
                .put("target", service.text("target"))
                .put("filter", service.text("filter"))
                .put("mode", async ? "async" : "sync")
                .put("idempotent", service.flag("idempotent"))
                .put("cancel", service.flag("cancel") ? path + "/cancel" : "")
                .put("invocations", async ? "/" + plugin + "/v1/invocations" : "")
                .put("undo", service.text("undo"))
                .put("progress", service.flag("progress"))
                .put(
                        "roles",
                        new Fields()
                                .put("manage", service.texts("manageRoles"))
                                .put("use", service.texts("useRoles"))
                                .map())
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

    private static @Nullable TypeMirror output(ExecutableElement method, boolean async, Annotation service) {
        if (async && method.getReturnType().getKind() != TypeKind.VOID) {
            throw new DescriptionException(method, "A method that takes an Invocation returns void");
        }
        TypeMirror type = async ? service.type("output") : method.getReturnType();
        return type == null || type.getKind() == TypeKind.VOID ? null : type;
    }
}
