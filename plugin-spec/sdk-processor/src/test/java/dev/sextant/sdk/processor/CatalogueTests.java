package dev.sextant.sdk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatalogueTests {

    private static final String MANIFEST = """
            apiVersion: sextant.dev/v1
            name: greeter
            version: 1.2.3
            title: {en: Greeter, zh: 问候}
            summary: Greets people
            containers:
              - {image: "greeter:1.2.3"}
            """;

    private static final String SOURCE = """
            package sample;

            import dev.sextant.contract.wire.Outcome;
            import dev.sextant.sdk.*;
            import org.jspecify.annotations.Nullable;

            class Sample {

                /**
                 * Whom to greet.
                 *
                 * @param name the {@code name} as it is written | spoken
                 * @param times how often
                 */
                record Greet(String name, @Parameter(defaultValue = "1") int times) {}

                /**
                 * @param text what was said
                 */
                record Greeting(String text) {}

                /**
                 * Somebody who may be greeted.
                 *
                 * @param name what friends say
                 */
                @PluginEntity(name = "guest", title = "Guest")
                record Guest(String name) {}

                /**
                 * Says hello, see {@link Greeting#text() the text}.
                 * It is a &lt;service&gt;.
                 *
                 * <p>It is <b>polite</b>:
                 *
                 * <ul>
                 *   <li>in the morning
                 *   <li>in the evening
                 * </ul>
                 *
                 * {@snippet lang=json :
                 * {"name": "Ann"}
                 * }
                 */
                @PluginService(name = "greet", title = "Greet", idempotent = true)
                @Example(title = "Twice", input = "{\\"name\\": \\"Bob\\", \\"times\\": 2}", output = "{\\"text\\": \\"Hello Bob\\"}")
                @Failure(outcome = Outcome.UNREACHABLE, reason = "NO_SUCH_PERSON", when = "Nobody is there")
                @Failure(reason = "TIRED", when = "It was asked too often")
                Greeting greet(Greet input) { return null; }
            }
            """;

    @TempDir
    private Path folder;

    private Compiled compiled;

    @BeforeEach
    void compile() {
        compiled = Compiled.of(folder, MANIFEST, SOURCE);
        assertThat(compiled.messages()).isEmpty();
    }

    @Test
    void tellsOfServicesWhatTheCodeAndItsCommentsSay() {
        JsonNode catalogue = JsonMapper.shared().readTree(compiled.resource(ManifestProcessor.CATALOGUE));
        JsonNode service = catalogue.at("/services/0");

        assertThat(catalogue.path("plugin").asString()).isEqualTo("greeter");
        assertThat(catalogue.path("version").asString()).isEqualTo("1.2.3");
        assertThat(service.path("name").asString()).isEqualTo("greet");
        assertThat(service.path("path").asString()).isEqualTo("/greeter/v1/services/greet");
        assertThat(service.path("description").asString()).isEqualTo("""
                Says hello, see the text. It is a <service>.

                It is **polite**:

                - in the morning
                - in the evening""");
        assertThat(service.at("/input/0/description").asString()).isEqualTo("the `name` as it is written | spoken");
        assertThat(service.at("/input/1/default").asInt()).isEqualTo(1);
        assertThat(service.at("/output/0/description").asString()).isEqualTo("what was said");
        assertThat(catalogue.at("/entities/0/description").asString()).isEqualTo("Somebody who may be greeted.");
        assertThat(catalogue.at("/entities/0/attributes/0/description").asString())
                .isEqualTo("what friends say");
    }

    @Test
    void showsExamplesAndFailures() {
        JsonNode service = JsonMapper.shared()
                .readTree(compiled.resource(ManifestProcessor.CATALOGUE))
                .at("/services/0");

        assertThat(service.path("examples")).isEqualTo(JsonMapper.shared().readTree("""
                [{"title": "Twice", "input": {"name": "Bob", "times": 2}, "output": {"text": "Hello Bob"}},
                 {"input": {"name": "Ann"}}]"""));
        assertThat(service.path("failures")).isEqualTo(JsonMapper.shared().readTree("""
                [{"outcome": "UNREACHABLE", "reason": "NO_SUCH_PERSON", "when": "Nobody is there"},
                 {"outcome": "FAILED", "reason": "TIRED", "when": "It was asked too often"}]"""));
    }

    @Test
    void writesAPageForPeople() {
        assertThat(compiled.resource(ManifestProcessor.PAGE))
                .startsWith("# Greeter 1.2.3\n\nGreets people\n\n## Services\n\n### Greet (`greet`)\n")
                .contains("| `name` | string, required | the `name` as it is written \\| spoken |")
                .contains("Example: Twice\n\n```json\n{\n  \"name\" : \"Bob\",")
                .contains("| `UNREACHABLE` | `NO_SUCH_PERSON` | Nobody is there |")
                .contains("## Entities\n\n### Guest (`guest`)");
    }
}
