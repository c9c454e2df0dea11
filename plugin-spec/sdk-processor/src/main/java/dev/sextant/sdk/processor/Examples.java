package dev.sextant.sdk.processor;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.OutputParameter;
import dev.sextant.contract.manifest.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of a service; one that the service would not take is a mistake. */
final class Examples {

    private static final String EXAMPLE = "dev.sextant.sdk.Example";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ServiceSpec service;
    private final ServiceSource source;

    Examples(ServiceSpec service, ServiceSource source) {
        this.service = service;
        this.source = source;
    }

    /** Those of the annotations, then the snippets of the comment. */
    List<Object> of(List<String> snippets) {
        List<Object> examples = new ArrayList<>();
        for (Annotation example : Annotation.all(source.method(), EXAMPLE)) {
            Place input = Place.of(source.method(), example, "input");
            String output = example.text("output");
            Object outputs = null;
            if (!output.isEmpty()) {
                Place place = Place.of(source.method(), example, "output");
                outputs = JSON.convertValue(output(place, output), Object.class);
            }
            examples.add(new Fields()
                    .put("title", example.text("title"))
                    .put("input", JSON.convertValue(input(input, example.text("input")), Object.class))
                    .put("output", outputs)
                    .map());
        }
        for (String snippet : snippets) {
            JsonNode input = input(Place.of(source.method()), snippet);
            examples.add(new Fields()
                    .put("input", JSON.convertValue(input, Object.class))
                    .map());
        }
        return examples;
    }

    private JsonNode input(Place place, String text) {
        JsonNode example = object(place, text);
        Set<String> known = service.input().stream().map(InputParameter::name).collect(Collectors.toSet());
        refuseUnknown(place, example, known, "input");
        for (InputParameter parameter : service.input()) {
            JsonNode value = example.path(parameter.name());
            if (parameter.required() && value.isMissingNode()) {
                throw new DescriptionException(
                        place, "The example lacks '" + parameter.name() + "', which the service requires; add it");
            }
            if (!parameter.values().isEmpty()
                    && value.isString()
                    && !parameter.values().contains(value.asString())) {
                throw new DescriptionException(
                        place,
                        "'" + parameter.name() + "' is none of " + String.join(", ", parameter.values())
                                + " in the example; write one of them");
            }
        }
        return example;
    }

    private JsonNode output(Place place, String text) {
        JsonNode example = object(place, text);
        refuseUnknown(
                place,
                example,
                service.output().stream().map(OutputParameter::name).collect(Collectors.toSet()),
                "output");
        return example;
    }

    private static void refuseUnknown(Place place, JsonNode example, Set<String> known, String kind) {
        for (String name : example.propertyNames()) {
            if (!known.contains(name)) {
                throw new DescriptionException(
                        place,
                        "The service has no " + kind + " '" + name + "'; write "
                                + (known.isEmpty()
                                        ? "{}"
                                        : known.stream().sorted().collect(Collectors.joining(", "))));
            }
        }
    }

    private static JsonNode object(Place place, String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new DescriptionException(place, "The example is not JSON: " + e.getOriginalMessage());
        }
        throw new DescriptionException(place, "The example is no JSON object; write for example {\"name\": \"Ann\"}");
    }
}
