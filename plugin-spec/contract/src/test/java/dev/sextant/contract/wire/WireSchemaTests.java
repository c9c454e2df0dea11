package dev.sextant.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the published schemas against the records, in both directions. */
class WireSchemaTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A message that is a plain list, without a record of its own. */
    private static final String RECORDS = "entity-records";

    static Stream<String> records() {
        return WireMessages.names().stream();
    }

    static Stream<String> examples() {
        return WireFiles.examples().stream();
    }

    @Test
    void givesEveryMessageASchemaAndEverySchemaAMessage() {
        Set<String> known = new HashSet<>(WireMessages.names());
        known.add(RECORDS);

        assertThat(WireFiles.messages()).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("records")
    void namesEveryFieldOfARecordAndNoOther(String message) {
        List<RecordComponent> components = named(message);

        assertThat(schema(message).path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        components.stream().map(RecordComponent::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("records")
    void requiresNothingThatMayBeAbsent(String message) {
        List<String> optional = named(message).stream()
                .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .toList();

        assertThat(texts(schema(message).path("required"))).noneMatch(optional::contains);
    }

    @ParameterizedTest
    @MethodSource("records")
    void namesEveryConstantOfAnEnum(String message) {
        for (RecordComponent component : named(message)) {
            if (component.getType().isEnum()) {
                List<String> constants = Arrays.stream(component.getType().getEnumConstants())
                        .map(constant -> JSON.valueToTree(constant).asString())
                        .toList();
                JsonNode property = schema(message).path("properties").path(component.getName());
                assertThat(texts(property.path("enum"))).containsExactlyInAnyOrderElementsOf(constants);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void allowsWhatTheRecordsWrite(String message) {
        WireMessages.Sample sample = WireMessages.of(message);
        String full = JSON.writeValueAsString(sample.full());
        String bare = JSON.writeValueAsString(sample.bare());

        assertThat(WireFiles.problems(message, full)).as(full).isEmpty();
        assertThat(WireFiles.problems(message, bare)).as(bare).isEmpty();
        assertThat(JSON.readTree(full).propertyNames())
                .as("the full sample sets every field")
                .containsAll(
                        named(message).stream().map(RecordComponent::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsBackWhatItWrites(String message) {
        Record full = WireMessages.of(message).full();

        assertThat((Object) JSON.readValue(JSON.writeValueAsString(full), full.getClass()))
                .isEqualTo(full);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void parsesEveryExample(String file) {
        String message = file.substring(0, file.indexOf('.'));
        String text = WireFiles.read(WireFiles.EXAMPLES.resolve(file));

        assertThat(WireFiles.problems(message, text)).isEmpty();
        if (!message.equals(RECORDS)) {
            Record read = JSON.readValue(text, WireMessages.of(message).full().getClass());
            assertThat(WireFiles.problems(message, JSON.writeValueAsString(read)))
                    .isEmpty();
            assertThat(named(message).stream().map(RecordComponent::getName).toList())
                    .as("an example shows only fields that there are")
                    .containsAll(shown(message, JSON.readTree(text)));
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void refusesAnObjectWithoutWhatIsRequired(String message) {
        if (!schema(message).path("required").isEmpty()) {
            assertThat(WireFiles.problems(message, "{}")).isNotEmpty();
        }
        assertThat(WireFiles.problems(message, "[]")).isNotEmpty();
    }

    /** The fields of an example, without outputs and the like that every name fits. */
    private static List<String> shown(String message, JsonNode example) {
        return schema(message).path("additionalProperties").asBoolean(false)
                ? List.of()
                : List.copyOf(example.propertyNames());
    }

    private static List<RecordComponent> named(String message) {
        Class<?> type = WireMessages.of(message).full().getClass();
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.isAnnotationPresent(JsonAnyGetter.class)
                        && !component.getAccessor().isAnnotationPresent(JsonAnyGetter.class))
                .toList();
    }

    private static JsonNode schema(String message) {
        return JSON.readTree(WireFiles.read(WireFiles.SCHEMAS.resolve(message + WireFiles.SUFFIX)));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
