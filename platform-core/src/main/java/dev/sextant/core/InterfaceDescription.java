package dev.sextant.core;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Describes handler arguments as they travel, and names operations by their address: the same on each machine. */
@Component
class InterfaceDescription implements OpenApiCustomizer {
    private static final String SCHEMA = "#/components/schemas/";
    private static final List<String> ARGUMENTS = List.of("Caller", "Permissions", "PageQuery", "Cursor", "IfMatch");

    @Override
    public void customise(OpenAPI description) {
        description
                .getPaths()
                .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                    operation.setOperationId(method.name().toLowerCase(Locale.ROOT) + name(path));
                    describeParameters(operation);
                }));
        ARGUMENTS.forEach(description.getComponents().getSchemas()::remove);
    }

    private static void describeParameters(Operation operation) {
        if (operation.getParameters() != null) {
            operation.setParameters(operation.getParameters().stream()
                    .flatMap(InterfaceDescription::asItTravels)
                    .sorted(Comparator.comparing(Parameter::getIn).thenComparing(Parameter::getName))
                    .toList());
        }
    }

    private static Stream<Parameter> asItTravels(Parameter parameter) {
        var schema = parameter.getSchema();
        return switch (Objects.requireNonNullElse(schema == null ? null : schema.get$ref(), "")) {
            case SCHEMA + "Caller" -> Stream.empty();
            case SCHEMA + "PageQuery" ->
                Stream.of(
                        new Parameter().in("query").name("limit").schema(new IntegerSchema()),
                        new Parameter().in("query").name("after").schema(new StringSchema()));
            case SCHEMA + "IfMatch" ->
                Stream.of(new Parameter()
                        .in("header")
                        .name("If-Match")
                        .required(true)
                        .schema(new StringSchema()));
            default -> Stream.of(parameter);
        };
    }

    /** {@code /platform/v1/runs/{id}/nodes} becomes {@code RunsIdNodes}. */
    private static String name(String path) {
        var name = new StringBuilder();
        for (var part : path.replace("/platform/v1", "").split("[^A-Za-z0-9]+", -1)) {
            if (!part.isEmpty()) {
                name.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
            }
        }
        return name.toString();
    }
}
