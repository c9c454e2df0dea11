package dev.sextant.contract.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds the OpenAPI document against the schemas and examples that it names. */
class WireOpenApiTests {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Map<?, ?> document = (Map<?, ?>)
            new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
                    .loadFromString(WireFiles.read(WireFiles.FOLDER.resolve("wire.openapi.yaml")));

    @Test
    void namesOnlyWhatThereIs() {
        List<String> dangling = new ArrayList<>();
        walk(document, (key, value) -> {
            if ((key.equals("$ref") || key.equals("externalValue")) && !exists(String.valueOf(value))) {
                dangling.add(String.valueOf(value));
            }
        });

        assertThat(dangling).isEmpty();
    }

    @Test
    void usesEveryMessage() {
        Set<String> used = new TreeSet<>();
        walk(document, (key, value) -> {
            if (key.equals("$ref") && String.valueOf(value).startsWith("wire/")) {
                used.add(Path.of(String.valueOf(value)).getFileName().toString());
            }
        });
        Set<String> parts = new HashSet<>();
        for (String message : WireFiles.messages()) {
            String schema = WireFiles.read(WireFiles.SCHEMAS.resolve(message + WireFiles.SUFFIX));
            WireFiles.messages().stream()
                    .filter(other -> schema.contains("\"$ref\": \"" + other + WireFiles.SUFFIX + "\""))
                    .forEach(other -> parts.add(other + WireFiles.SUFFIX));
        }

        assertThat(WireFiles.messages())
                .allSatisfy(message -> assertThat(
                                used.contains(message + WireFiles.SUFFIX) || parts.contains(message + WireFiles.SUFFIX))
                        .as(message)
                        .isTrue());
    }

    @Test
    void showsExamplesOfTheMessageThatTheyStandBeside() {
        walk(document, (key, value) -> {
            if (value instanceof Map<?, ?> media
                    && media.get("schema") instanceof Map<?, ?> schema
                    && media.get("examples") instanceof Map<?, ?> examples) {
                String message = Path.of(String.valueOf(schema.get("$ref")))
                        .getFileName()
                        .toString()
                        .replace(WireFiles.SUFFIX, "");
                examples.values()
                        .forEach(example -> assertThat(String.valueOf(((Map<?, ?>) example).get("externalValue")))
                                .startsWith("wire/examples/" + message + "."));
            }
        });
    }

    @Test
    void declaresEachOperationOnceWithItsPathParameters() {
        List<String> ids = new ArrayList<>();
        ((Map<?, ?>) Objects.requireNonNull(document.get("paths"))).forEach((path, item) -> {
            ((Map<?, ?>) item).forEach((method, operation) -> {
                if (METHODS.contains(String.valueOf(method))) {
                    Map<?, ?> fields = (Map<?, ?>) operation;
                    ids.add(String.valueOf(fields.get("operationId")));
                    assertThat(fields.get("summary")).as("%s %s", method, path).isNotNull();
                    assertThat((Map<?, ?>) fields.get("responses")).isNotEmpty();
                }
            });
            assertThat(parameters((Map<?, ?>) item))
                    .as("%s", path)
                    .containsAll(String.valueOf(path)
                            .replaceAll("^[^{]*\\{|}[^{]*\\{|}[^{]*$", " ")
                            .strip()
                            .lines()
                            .flatMap(line -> List.of(line.split(" ")).stream())
                            .filter(name -> !name.isBlank() && !name.startsWith("/"))
                            .toList());
        });

        assertThat(ids).doesNotHaveDuplicates().doesNotContain("null");
    }

    private Set<String> parameters(Map<?, ?> item) {
        Set<String> names = new HashSet<>();
        if (item.get("parameters") instanceof List<?> list) {
            list.forEach(each -> {
                Map<?, ?> parameter = (Map<?, ?>) each;
                Object reference = parameter.get("$ref");
                Object found = reference == null ? parameter : at(String.valueOf(reference));
                names.add(String.valueOf(((Map<?, ?>) Objects.requireNonNull(found)).get("name")));
            });
        }
        return names;
    }

    private boolean exists(String reference) {
        return reference.startsWith("#") ? at(reference) != null : Files.exists(WireFiles.FOLDER.resolve(reference));
    }

    private @Nullable Object at(String reference) {
        Object node = document;
        for (String part : reference.substring(2).split("/")) {
            node = node instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return node;
    }

    private static void walk(Object node, BiConsumer<String, Object> visitor) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                visitor.accept(String.valueOf(key), value);
                walk(value, visitor);
            });
        } else if (node instanceof List<?> list) {
            list.forEach(each -> walk(each, visitor));
        }
    }
}
