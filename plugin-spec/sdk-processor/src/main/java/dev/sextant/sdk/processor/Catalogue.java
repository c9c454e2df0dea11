package dev.sextant.sdk.processor;

import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue of a plugin: what its manifest says of services and entities, and beside it what only the code knows, which is
 * their description, examples and ways to fail.
 *
 * @param values the catalogue as it is in JSON
 */
record Catalogue(Map<String, Object> values) {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Catalogue of(PluginManifest manifest, AnnotatedCode code, Javadoc javadoc) {
        Map<String, ServiceSource> services = new LinkedHashMap<>();
        code.services()
                .forEach(each -> services.put(String.valueOf(each.fields().get("name")), each));
        Map<String, EntitySource> entities = new LinkedHashMap<>();
        code.entities()
                .forEach(each -> entities.put(String.valueOf(each.fields().get("name")), each));
        List<Object> described = new ArrayList<>();
        for (ServiceSpec service : manifest.services()) {
            described.add(service(service, services.get(service.name()), javadoc));
        }
        List<Object> data = new ArrayList<>();
        for (EntitySpec entity : manifest.entities()) {
            data.add(entity(entity, entities.get(entity.name()), javadoc));
        }
        Map<String, Object> values = new Fields()
                .put("plugin", manifest.name())
                .put("version", manifest.version().toString())
                .put("title", plain(manifest.title()))
                .put("summary", plain(manifest.summary()))
                .put("services", described)
                .put("entities", data)
                .map();
        return new Catalogue(values);
    }

    String json() {
        return JSON.writeValueAsString(values) + "\n";
    }

    private static Map<String, Object> service(ServiceSpec spec, @Nullable ServiceSource source, Javadoc javadoc) {
        Map<String, Object> values = map(spec);
        if (source == null) {
            return values;
        }
        Javadoc.Comment comment = javadoc.of(source.method());
        put(values, "description", comment.text());
        values.put("input", describe(values.get("input"), source.components("input"), javadoc));
        values.put("output", describe(values.get("output"), source.components("output"), javadoc));
        put(values, "examples", new Examples(spec, source).of(comment.snippets()));
        List<Object> failures = new ArrayList<>();
        for (Annotation failure : Annotation.all(source.method(), "dev.sextant.sdk.Failure")) {
            String outcome = failure.constant("outcome");
            failures.add(new Fields()
                    .put("outcome", outcome.isEmpty() ? "FAILED" : outcome)
                    .put("reason", failure.text("reason"))
                    .put("when", failure.text("when"))
                    .map());
        }
        put(values, "failures", failures);
        return values;
    }

    private static Map<String, Object> entity(EntitySpec spec, @Nullable EntitySource source, Javadoc javadoc) {
        Map<String, Object> values = map(spec);
        if (source != null) {
            Map<String, RecordComponentElement> components = new LinkedHashMap<>();
            source.components()
                    .forEach(each -> components.put(each.getSimpleName().toString(), each));
            put(values, "description", javadoc.of(source.record()).text());
            values.put("attributes", describe(values.get("attributes"), components, javadoc));
        }
        return values;
    }

    /** Parameters or attributes, each with what the Javadoc of its record says of it. */
    private static List<Object> describe(
            @Nullable Object described, Map<String, RecordComponentElement> components, Javadoc javadoc) {
        List<Object> result = new ArrayList<>();
        for (Object item : described instanceof List<?> list ? list : List.of()) {
            Map<String, Object> values = JSON.convertValue(item, MAP);
            Element component = components.get(String.valueOf(values.get("name")));
            if (component != null) {
                TypeElement record = (TypeElement) component.getEnclosingElement();
                String text = javadoc.of(record)
                        .parameters()
                        .getOrDefault(component.getSimpleName().toString(), "");
                put(values, "description", text);
            }
            result.add(values);
        }
        return result;
    }

    private static void put(Map<String, Object> values, String name, Object value) {
        values.putAll(new Fields().put(name, value).map());
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> values = JSON.convertValue(value, MAP);
        values.values().removeIf(each -> each instanceof List<?> list && list.isEmpty());
        return values;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value == null ? null : JSON.convertValue(value, Object.class);
    }
}
