package dev.sextant.sdk.entity;

import dev.sextant.contract.manifest.AttributeSpec;
import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.sdk.EntityRecord;
import dev.sextant.sdk.SdkError;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Turns maps of the wire into an entity's records and back; a secret never leaves, and no value is in a message. */
final class EntityMapper {

    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};
    private static final String ID = "id";
    private static final String DISPLAY_NAME = "displayName";

    private final JsonMapper json;

    EntityMapper(JsonMapper strict) {
        this.json = strict.rebuild().addModule(new SecretModule()).build();
    }

    Map<String, @Nullable Object> toMap(EntitySpec spec, EntityRecord<Object> record) {
        Map<String, @Nullable Object> values = json.convertValue(record.value(), MAP);
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put(ID, record.id());
        result.put(DISPLAY_NAME, record.displayName());
        for (AttributeSpec attribute : spec.attributes()) {
            Object value = values.get(attribute.name());
            boolean unsetSecret = attribute.type() == AttributeType.SECRET && value == null;
            result.put(attribute.name(), unsetSecret ? Map.of("set", false) : value);
        }
        return result;
    }

    /** New records, with defaults where an attribute is missing. */
    List<Object> create(EntityBinding binding, List<Map<String, @Nullable Object>> inputs) {
        List<ProblemError> problems = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Map<String, @Nullable Object> given = new LinkedHashMap<>(inputs.get(i));
            given.remove(DISPLAY_NAME);
            for (AttributeSpec attribute : binding.spec().attributes()) {
                Object absent = attribute.defaultValue() != null
                        ? attribute.defaultValue()
                        : attribute.many() ? List.of() : null;
                if (given.get(attribute.name()) == null && absent != null) {
                    given.put(attribute.name(), absent);
                }
            }
            refuseMarks(binding.spec(), given, i, problems);
            convert(binding, given, i, problems).ifPresent(values::add);
        }
        refuse(problems);
        return values;
    }

    /** A new record has no stored secret that could be kept. */
    private static void refuseMarks(
            EntitySpec spec, Map<String, @Nullable Object> given, int position, List<ProblemError> problems) {
        for (AttributeSpec attribute : spec.attributes()) {
            if (attribute.type() == AttributeType.SECRET && given.get(attribute.name()) instanceof Map) {
                problems.add(ProblemError.at("/" + position + "/" + attribute.name(), "Expected a text"));
            }
        }
    }

    /** Stored records with the changes of the wire laid over them. */
    List<EntityRecord<Object>> update(
            EntityBinding binding,
            List<Map<String, @Nullable Object>> inputs,
            Map<String, EntityRecord<Object>> stored) {
        List<ProblemError> problems = new ArrayList<>();
        List<EntityRecord<Object>> changed = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            Map<String, @Nullable Object> input = inputs.get(i);
            EntityRecord<Object> before = stored.get(String.valueOf(input.get(ID)));
            if (before == null) {
                throw new ProblemException(
                        SdkError.ENTITY_RECORD_UNKNOWN, "There is no record with the id " + input.get(ID));
            }
            Map<String, @Nullable Object> merged = json.convertValue(before.value(), MAP);
            merged.putAll(input);
            merged.remove(ID);
            merged.remove(DISPLAY_NAME);
            convert(binding, merged, i, problems)
                    .ifPresent(value -> changed.add(new EntityRecord<>(before.id(), before.displayName(), value)));
        }
        refuse(problems);
        return changed;
    }

    /** The ids of a list of maps. */
    static List<String> ids(Collection<Map<String, @Nullable Object>> inputs) {
        List<String> ids = new ArrayList<>();
        int position = 0;
        for (Map<String, @Nullable Object> input : inputs) {
            if (!(input.get(ID) instanceof String id) || id.isEmpty()) {
                throw new ProblemException(
                        SdkError.ENTITY_INVALID,
                        "Every record needs its id",
                        List.of(ProblemError.at("/" + position + "/" + ID, "The id is missing or no text")));
            }
            ids.add(id);
            position++;
        }
        return ids;
    }

    private Optional<Object> convert(
            EntityBinding binding, Map<String, @Nullable Object> values, int position, List<ProblemError> problems) {
        int before = problems.size();
        Set<String> known =
                binding.spec().attributes().stream().map(AttributeSpec::name).collect(Collectors.toSet());
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(ProblemError.at(
                        "/" + position + "/" + name,
                        "There is no attribute '" + name + "' in "
                                + binding.spec().name())));
        for (AttributeSpec attribute : binding.spec().attributes()) {
            String problem = problem(attribute, values.get(attribute.name()));
            if (problem != null) {
                problems.add(ProblemError.at("/" + position + "/" + attribute.name(), problem));
            }
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        try {
            return Optional.of(json.convertValue(values, binding.store().type()));
        } catch (JacksonException | IllegalArgumentException e) {
            problems.add(ProblemError.at("/" + position, "The record's constructor refuses these values together"));
            return Optional.empty();
        }
    }

    private static @Nullable String problem(AttributeSpec attribute, @Nullable Object value) {
        if (value == null || "".equals(value)) {
            return attribute.required() ? "This attribute is required; give it a value" : null;
        }
        if (attribute.many()) {
            if (!(value instanceof List<?> list)) {
                return "Expected a list";
            }
            return list.stream().allMatch(item -> item != null && fits(attribute, item))
                    ? null
                    : "Expected a list of " + expected(attribute);
        }
        return fits(attribute, value) ? null : "Expected " + expected(attribute);
    }

    private static boolean fits(AttributeSpec attribute, Object value) {
        return switch (attribute.type()) {
            case STRING -> value instanceof String text && isAllowed(attribute, text);
            case TEXT -> value instanceof String;
            case SECRET -> value instanceof String || value instanceof Map<?, ?> mark && mark.containsKey("set");
            case INTEGER -> value instanceof Integer || value instanceof Long || value instanceof BigInteger;
            case NUMBER -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case INSTANT -> value instanceof String text && isInstant(text);
            case OBJECT -> value instanceof Map;
        };
    }

    private static boolean isAllowed(AttributeSpec attribute, String text) {
        return attribute.values().isEmpty() || attribute.values().contains(text);
    }

    private static boolean isInstant(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String expected(AttributeSpec attribute) {
        if (!attribute.values().isEmpty()) {
            return "one of " + String.join(", ", attribute.values());
        }
        return switch (attribute.type()) {
            case STRING, TEXT, SECRET -> "a text";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case INSTANT -> "an instant such as 2026-01-01T00:00:00Z";
            case OBJECT -> "an object";
        };
    }

    private static void refuse(List<ProblemError> problems) {
        if (!problems.isEmpty()) {
            throw new ProblemException(
                    SdkError.ENTITY_INVALID,
                    "Nothing was written: " + problems.size() + " values are invalid",
                    problems);
        }
    }
}
