package dev.sextant.core.dynamicmodel;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a plugin answers when it is asked for its data model: {@code {"status", "message", "data": [entities]}}. */
final class ToldModel {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,127}");
    private static final Set<String> YES = Set.of("y", "yes", "true", "1");
    private static final int MOST_ENTITIES = 1000;
    private static final int MOST_ATTRIBUTES = 500;
    private static final int LONGEST_TEXT = 500;

    private final String plugin;

    private ToldModel(String plugin) {
        this.plugin = plugin;
    }

    /** The entities; refused as a whole when one of them is none. */
    static List<EntitySpec> read(JsonMapper json, String plugin, String body) {
        try {
            var answer = json.readTree(body);
            if (!answer.path("status").asString("OK").equals("OK")) {
                throw invalid(plugin, "it answers: " + text(answer.path("message")));
            }
            if (!answer.path("data").isArray()) {
                throw invalid(plugin, "its answer has no list 'data'");
            }
            return new ToldModel(plugin).entities(answer.path("data"));
        } catch (JacksonException malformed) {
            throw invalid(plugin, "its answer is no JSON");
        }
    }

    private List<EntitySpec> entities(JsonNode data) {
        if (data.size() > MOST_ENTITIES) {
            throw invalid(plugin, "it has more than %d entities".formatted(MOST_ENTITIES));
        }
        var entities = new ArrayList<EntitySpec>();
        var names = new HashSet<String>();
        for (var entity : data) {
            var name = name(entity, "an entity");
            if (!names.add(name)) {
                throw invalid(plugin, "the entity '%s' is there twice".formatted(name));
            }
            entities.add(new EntitySpec(
                    name,
                    localized(entity.path("displayName")),
                    localized(entity.path("description")),
                    attributes(entity)));
        }
        return entities;
    }

    private List<AttributeSpec> attributes(JsonNode entity) {
        var attributes = new ArrayList<AttributeSpec>();
        var names = new HashSet<String>();
        for (var attribute : entity.path("attributes")) {
            var read = attribute(attribute);
            if (names.add(read.name())) {
                attributes.add(read);
            }
        }
        if (attributes.size() > MOST_ATTRIBUTES) {
            throw invalid(plugin, "an entity has more than %d attributes".formatted(MOST_ATTRIBUTES));
        }
        return attributes;
    }

    private AttributeSpec attribute(JsonNode attribute) {
        var name = name(attribute, "an attribute");
        var type = first(attribute, "dataType", "datatype").toLowerCase(Locale.ROOT);
        return new AttributeSpec(
                name,
                type(type),
                flag(attribute, "required") || flag(attribute, "mandatory"),
                reference(attribute),
                flag(attribute, "multiple") || type.equals("list") || type.equals("multiref"),
                List.of(),
                null,
                null,
                localized(attribute.path("description")));
    }

    private @Nullable EntityName reference(JsonNode attribute) {
        var entity = first(attribute, "refEntityName", "refEntity");
        var owner = first(attribute, "refPackageName", "refPackage");
        if (!NAME.matcher(entity).matches()) {
            return null;
        }
        return new EntityName(NAME.matcher(owner).matches() ? owner : plugin, entity);
    }

    private String name(JsonNode node, String what) {
        var name = node.path("name").asString("");
        if (!NAME.matcher(name).matches()) {
            throw invalid(plugin, "%s has a name that is none".formatted(what));
        }
        return name;
    }

    private static AttributeType type(String written) {
        return switch (written) {
            case "int", "integer", "long", "bigint" -> AttributeType.INTEGER;
            case "number", "float", "double", "decimal" -> AttributeType.NUMBER;
            case "boolean", "bool" -> AttributeType.BOOLEAN;
            case "timestamp", "datetime", "date", "time" -> AttributeType.INSTANT;
            case "object", "json", "map" -> AttributeType.OBJECT;
            case "text" -> AttributeType.TEXT;
            default -> AttributeType.STRING;
        };
    }

    private static String first(JsonNode node, String name, String otherName) {
        var value = node.path(name).asString("");
        return value.isEmpty() ? node.path(otherName).asString("") : value;
    }

    private static boolean flag(JsonNode node, String name) {
        return YES.contains(node.path(name).asString("").toLowerCase(Locale.ROOT));
    }

    private static @Nullable Localized localized(JsonNode node) {
        var text = text(node);
        return text.isBlank() ? null : Localized.of(text);
    }

    private static String text(JsonNode node) {
        var text = node.asString("").replaceAll("\\p{Cntrl}+", " ").strip();
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static ProblemException invalid(String plugin, String why) {
        return new ProblemException(
                ModelError.MODEL_INVALID, "The data model of %s was not taken: %s".formatted(plugin, why));
    }
}
