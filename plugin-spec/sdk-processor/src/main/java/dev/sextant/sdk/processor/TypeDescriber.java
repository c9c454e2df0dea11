package dev.sextant.sdk.processor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Says which type of the manifest a Java type is. */
final class TypeDescriber {

    private static final Set<String> LISTS = Set.of("java.util.List", "java.util.Set", "java.util.Collection");
    private static final Set<String> INTEGERS =
            Set.of("java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Byte", "java.math.BigInteger");
    private static final Set<String> NUMBERS =
            Set.of("java.lang.Double", "java.lang.Float", "java.math.BigDecimal", "java.lang.Number");

    private final ProcessingEnvironment environment;

    /**
     * A type of the manifest.
     *
     * @param name its name there; {@code secret} only fits attributes
     * @param items for an array, the type of its elements
     * @param format {@code duration}, or empty
     * @param allowed for an enum, its constants
     * @param record for a record, what it is in Java
     */
    record Type(
            String name,
            @Nullable Type items,
            String format,
            List<String> allowed,
            @Nullable TypeMirror record) {

        static Type of(String name) {
            return new Type(name, null, "", List.of(), null);
        }
    }

    TypeDescriber(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** The components of a record; anything else is a mistake. */
    List<? extends RecordComponentElement> components(Element place, TypeMirror type) {
        Element element = environment.getTypeUtils().asElement(type);
        if (element == null || element.getKind() != ElementKind.RECORD) {
            throw new DescriptionException(place, type + " is no record; inputs, outputs and entities are records");
        }
        return ((TypeElement) element).getRecordComponents();
    }

    /** The element of a type that {@link #components} takes. */
    TypeElement element(TypeMirror record) {
        return (TypeElement) environment.getTypeUtils().asElement(record);
    }

    Type describe(RecordComponentElement component) {
        return describe(component, component.asType());
    }

    boolean isNullable(RecordComponentElement component) {
        return Stream.concat(
                        component.asType().getAnnotationMirrors().stream(), component.getAnnotationMirrors().stream())
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals("Nullable"));
    }

    /** A default or a bound as the type wants it; what does not fit stays a text, and the manifest's reader says so. */
    @Nullable Object value(String text, Type type) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return switch (type.name()) {
                case "integer" -> Long.valueOf(text);
                case "number" -> new BigDecimal(text).doubleValue();
                case "boolean" -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : text;
                case "array", "object" -> new Load(LoadSettings.builder().build()).loadFromString(text);
                default -> text;
            };
        } catch (NumberFormatException | YamlEngineException e) {
            return text;
        }
    }

    private Type describe(Element place, TypeMirror type) {
        if (type.getKind().isPrimitive()) {
            return primitive(place, type.getKind());
        }
        if (type.getKind() != TypeKind.DECLARED) {
            throw new DescriptionException(place, type + " has no place in a manifest; use a List, a record or a Map");
        }
        DeclaredType declared = (DeclaredType) type;
        TypeElement element = (TypeElement) declared.asElement();
        String name = element.getQualifiedName().toString();
        if (LISTS.contains(name)) {
            TypeMirror item = declared.getTypeArguments().isEmpty()
                    ? null
                    : declared.getTypeArguments().get(0);
            Type items = item == null ? Type.of("string") : describe(place, item);
            return new Type("array", items, "", items.allowed(), null);
        }
        if (element.getKind() == ElementKind.ENUM) {
            return new Type("string", null, "", constants(element), null);
        }
        return declared(place, element, name);
    }

    private static Type primitive(Element place, TypeKind kind) {
        return switch (kind) {
            case BOOLEAN -> Type.of("boolean");
            case INT, LONG, SHORT, BYTE -> Type.of("integer");
            case DOUBLE, FLOAT -> Type.of("number");
            default -> throw new DescriptionException(place, "A char has no place in a manifest; use a String");
        };
    }

    private static Type declared(Element place, TypeElement element, String name) {
        if (INTEGERS.contains(name)) {
            return Type.of("integer");
        }
        if (NUMBERS.contains(name)) {
            return Type.of("number");
        }
        return switch (name) {
            case "java.lang.String" -> Type.of("string");
            case "java.lang.Boolean" -> Type.of("boolean");
            case "java.time.Instant" -> Type.of("instant");
            case "java.time.Duration" -> new Type("string", null, "duration", List.of(), null);
            case "dev.sextant.sdk.Secret" -> Type.of("secret");
            case "java.util.Map", "java.lang.Object" -> Type.of("object");
            default -> {
                if (element.getKind() == ElementKind.RECORD) {
                    yield new Type("object", null, "", List.of(), element.asType());
                }
                throw new DescriptionException(place, name + " has no place in a manifest; use a record or a Map");
            }
        };
    }

    private static List<String> constants(TypeElement element) {
        return element.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .map(member -> member.getSimpleName().toString())
                .toList();
    }
}
