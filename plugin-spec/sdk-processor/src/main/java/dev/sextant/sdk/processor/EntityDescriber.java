package dev.sextant.sdk.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;

/** Describes an annotated record as an entity. */
final class EntityDescriber {

    private static final String ENTITY = "dev.sextant.sdk.PluginEntity";
    static final String ATTRIBUTE = "dev.sextant.sdk.Attribute";

    private final TypeDescriber types;

    EntityDescriber(TypeDescriber types) {
        this.types = types;
    }

    EntitySource describe(TypeElement record) {
        Annotation entity = Annotation.of(record, ENTITY);
        List<Object> attributes = new ArrayList<>();
        List<? extends RecordComponentElement> components = types.components(record, record.asType());
        components.forEach(component -> attributes.add(attribute(component)));
        Map<String, Object> fields = new Fields()
                .put("name", entity.text("name"))
                .text("title", entity.text("title"), entity.text("titleZh"))
                .text("summary", entity.text("summary"), entity.text("summaryZh"))
                .put("attributes", attributes)
                .map();
        return new EntitySource(record, components, fields);
    }

    private Map<String, Object> attribute(RecordComponentElement component) {
        Annotation attribute = Annotation.of(component, ATTRIBUTE);
        TypeDescriber.Type outer = types.describe(component);
        boolean many = outer.items() != null;
        TypeDescriber.Type type = outer.items() == null ? outer : outer.items();
        if (many && type.items() != null) {
            throw new DescriptionException(component, "A list of lists has no place in a manifest");
        }
        String name = attribute.flag("multiline") && type.name().equals("string") ? "text" : type.name();
        boolean reference = !attribute.text("reference").isEmpty();
        Object defaultValue = types.value(attribute.text("defaultValue"), outer);
        return new Fields()
                .put("name", component.getSimpleName().toString())
                .put("type", reference ? "" : name)
                .put("reference", attribute.text("reference"))
                .put("required", !many && !types.isNullable(component) && defaultValue == null)
                .put("many", many)
                .put("enum", type.allowed())
                .putDefault(defaultValue)
                .text("title", attribute.text("title"), attribute.text("titleZh"))
                .text("help", attribute.text("help"), attribute.text("helpZh"))
                .map();
    }
}
