package dev.sextant.sdk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestProcessorTests {

    private static final String MANIFEST = """
            apiVersion: sextant.dev/v1
            name: greeter
            version: ${version}
            title: Greeter
            containers:
              - {image: "greeter:${version}"}
            database: {}
            roles: [{name: clerk}, {name: head}]
            """;

    private static final String HEAD = """
            package sample;

            import dev.sextant.sdk.*;
            import java.time.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            class Sample {
            """;

    @TempDir
    private Path folder;

    @Test
    void writesWhatTheCodeSays() {
        Compiled compiled = compile("""
                enum Language { EN, ZH }

                record Greet(
                        @Parameter(title = "Name", titleZh = "名字", help = "Whom to greet", from = "constant") String name,
                        @Parameter(defaultValue = "EN") Language language,
                        @Parameter(format = "password") @Nullable String password,
                        @Parameter(secret = true) @Nullable String token,
                        @Nullable Duration patience,
                        @Nullable List<String> tags,
                        @Parameter(allowed = {"a", "b"}) String mark,
                        @Parameter(defaultValue = "3", minimum = "1", maximum = "99") int times,
                        @Parameter(defaultValue = "false") boolean loud,
                        @Nullable Map<String, String> extra) {}

                record Greeting(@Parameter(to = "context") String text, List<Integer> lengths) {}

                @PluginEntity(name = "guest", title = "Guest", titleZh = "客人", summary = "Somebody")
                record Guest(
                        @Attribute(title = "Name") String name,
                        @Attribute(defaultValue = "22") int room,
                        Language language,
                        Secret password,
                        List<String> tags,
                        @Attribute(reference = "greeter:guest") @Nullable String friend,
                        @Attribute(multiline = true) @Nullable String note) {}

                @PluginService(name = "greet", title = "Greet", titleZh = "问候", summary = "Says hello", batch = 3,
                        idempotent = true, timeout = "PT10S", target = "greeter:guest", undo = "forget")
                Greeting greet(Greet input) { return null; }

                @PluginPlan("greet")
                Plan planGreet(Greet input) { return null; }

                @PluginService(name = "forget", title = "Forget", cancel = true, output = Greeting.class)
                void forget(Invocation<Greet> invocation) {}
                """);

        assertThat(compiled.messages()).isEmpty();
        assertThat(compiled.resource(ManifestProcessor.OUTPUT))
                .isEqualTo(MANIFEST.replace("${version}", "1.2.3") + Expected.MANIFEST);
    }

    @Test
    void describesWhatRecordsHoldWhatAServiceMeansAndWhoMayUseIt() {
        Compiled compiled = compile("""
                enum Scheme { HTTP, HTTPS }
                record Address(String host, @Parameter(defaultValue = "443") int port, @Nullable Scheme scheme) {}
                record Ask(@Parameter(title = "Where") Address to, @Nullable List<Address> copies) {}
                record Answer(Address from) {}

                @PluginService(name = "ask", title = "Ask", kind = dev.sextant.contract.manifest.ServiceKind.APPROVAL,
                        useRoles = "clerk", manageRoles = {"head", "clerk"})
                Answer ask(Ask input) { return null; }
                """);

        assertThat(compiled.messages()).isEmpty();
        assertThat(compiled.resource(ManifestProcessor.OUTPUT)).endsWith("""
                  kind: approval
                  path: /greeter/v1/services/ask
                  mode: sync
                  roles:
                    manage:
                    - head
                    - clerk
                    use:
                    - clerk
                  input:
                    to:
                      type: object
                ${properties}      title:
                        en: Where
                      required: true
                    copies:
                      type: array
                      items: object
                ${properties}  output:
                    from:
                      type: object
                ${properties}""".replace("${properties}", """
                      properties:
                        host:
                          type: string
                          required: true
                        port:
                          type: integer
                          default: 443
                        scheme:
                          type: string
                          enum:
                          - HTTP
                          - HTTPS
                """.indent(0)));
    }

    static Stream<Arguments> misuses() {
        return Misuses.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("misuses")
    void refusesMisuseWhereItStands(String message, String code) {
        Compiled compiled = compile(code);

        assertThat(compiled.messages()).anyMatch(told -> told.contains(message));
        assertThat(compiled.lines()).allMatch(line -> line.endsWith("// here"));
        assertThat(compiled.has(ManifestProcessor.OUTPUT)).isFalse();
    }

    @Test
    void tellsTheLineOfWhatWasWrittenByHand() {
        Compiled compiled = Compiled.of(folder, MANIFEST.replace("title: Greeter", "titel: Greeter"), HEAD + "}\n");

        assertThat(compiled.messages()).anyMatch(told -> told.contains("plugin.yaml:4:1: "));
        assertThat(compiled.lines()).containsExactly("nowhere");
    }

    @Test
    void saysThatThereIsNoManifest() {
        Compiled compiled = Compiled.of(folder, null, HEAD + "}\n");

        assertThat(compiled.messages()).isNotEmpty().allMatch(told -> told.contains("could not be read"));
    }

    private Compiled compile(String body) {
        return Compiled.of(folder, MANIFEST, HEAD + body.indent(4) + "}\n");
    }
}
