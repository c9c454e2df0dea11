package dev.sextant.core;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says of each record's property what Java says of its component: that it is always there, or that it may be null. */
@Component
@SuppressWarnings("rawtypes") // as the library has it
class NullnessInSchemas implements ModelConverter {
    private static final String OURS = "dev.sextant.";

    private final Map<String, Class<?>> described = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> described = Json31.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && described.isRecord() && described.getName().startsWith(OURS)) {
            describe(described, schema, context.getDefinedModels());
        }
        return schema;
    }

    private void describe(Class<?> type, Schema schema, Map<String, Schema> models) {
        String reference = schema.get$ref();
        String name = reference == null ? schema.getName() : reference.substring(reference.lastIndexOf('/') + 1);
        Schema whole = reference == null ? schema : models.get(name);
        if (name == null || whole == null || whole.getProperties() == null) {
            return;
        }
        refuseNamesake(name, type);
        for (RecordComponent component : type.getRecordComponents()) {
            describe(component, whole);
        }
    }

    /** Two types of one simple name would silently become one schema. */
    private void refuseNamesake(String name, Class<?> type) {
        Class<?> other = described.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("%s and %s are both described as %s: rename one of them"
                    .formatted(other.getName(), type.getName(), name));
        }
    }

    private static void describe(RecordComponent component, Schema<?> schema) {
        String name = nameOf(component);
        Schema<?> property = schema.getProperties().get(name);
        if (property == null) {
            return;
        }
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            boolean known = schema.getRequired() != null && schema.getRequired().contains(name);
            if (!known && inclusion(component) != JsonInclude.Include.NON_EMPTY) {
                schema.addRequiredItem(name);
            }
        } else if (inclusion(component) == JsonInclude.Include.ALWAYS && property.getAnyOf() == null) {
            Schema<?> nothing = new JsonSchema();
            nothing.addType("null");
            schema.getProperties().put(name, new JsonSchema().anyOf(List.of(property, nothing)));
        }
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null || named.value().isEmpty() ? component.getName() : named.value();
    }

    /** Which values are written; the others are left out. */
    private static JsonInclude.Include inclusion(RecordComponent component) {
        JsonInclude own = component.getAccessor().getAnnotation(JsonInclude.class);
        JsonInclude included = own == null ? component.getDeclaringRecord().getAnnotation(JsonInclude.class) : own;
        return included == null ? JsonInclude.Include.ALWAYS : included.value();
    }
}
