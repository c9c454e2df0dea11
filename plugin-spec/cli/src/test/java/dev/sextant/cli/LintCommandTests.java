package dev.sextant.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintCommandTests {

    private static final String YAML = """
            apiVersion: sextant.dev/v1
            name: tiny
            version: 1.0.0
            title: Tiny
            containers: [{image: "tiny:1.0.0"}]
            services:
              - {name: ping, title: Ping, path: /tiny/v1/ping, input: {a: {type: string}}}
            """;
    private static final String XML = """
            <package name="tiny" version="v1.0" edition="x">
              <resourceDependencies>
                <docker imageName="tiny:v1.0.0" containerName="tiny" portBindings="{{ALLOCATE_PORT}}:9000"/>
              </resourceDependencies>
              <plugins>
                <plugin name="ping"><interface action="send" path="/tiny/v1/ping"/></plugin>
              </plugins>
            </package>
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void judgesAManifestByWhatItHolds() throws IOException {
        JsonNode report = json(0, file("register.xml", YAML));

        assertThat(report.propertyNames())
                .containsExactly("valid", "format", "name", "version", "counts", "problems", "ignored");
        assertThat(report.get("valid").asBoolean()).isTrue();
        assertThat(report.get("format").asString()).isEqualTo("sextant");
        assertThat(report.get("name").asString()).isEqualTo("tiny");
        assertThat(report.get("counts").propertyNames())
                .containsExactlyInAnyOrder(
                        "services",
                        "parameters",
                        "entities",
                        "attributes",
                        "menus",
                        "systemVariables",
                        "roles",
                        "dependencies",
                        "images",
                        "databases",
                        "buckets");
        assertThat(report.get("counts").get("parameters").asInt()).isEqualTo(1);
    }

    @Test
    void judgesARegistration() throws IOException {
        JsonNode report = json(0, file("anything", XML));

        assertThat(report.get("format").asString()).isEqualTo("wecube");
        assertThat(report.get("version").asString()).isEqualTo("v1.0");
        assertThat(report.get("ignored").get(0).get("line").asInt()).isEqualTo(1);
        assertThat(report.get("ignored").get(0).get("path").asString()).isEqualTo("package/@edition");
    }

    @Test
    void tellsEveryProblemWithItsPlace() throws IOException {
        JsonNode report = json(1, file("plugin.yaml", YAML.replace("Tiny", "1").replace("/tiny/v1", "/other/v1")));

        assertThat(report.get("valid").asBoolean()).isFalse();
        assertThat(report.get("problems")).hasSize(2);
        assertThat(report.get("problems").get(0).get("severity").asString()).isEqualTo("error");
        assertThat(report.get("problems").get(0).get("line").asInt()).isEqualTo(4);
        assertThat(report.get("problems").get(0).get("column").asInt()).isEqualTo(8);
    }

    @Test
    void tellsPeopleInLines() throws IOException {
        Path file = file("register.xml", XML.replace("action=", "type=\"APP\" action="));

        assertThat(run("lint", file.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(file + ":6:36  error  ", "'APP' is none of", "is not valid", "1 services with 0 parameters");
    }

    @Test
    void judgesThePackageOfARegistration() throws IOException {
        Path file = zip(Map.of("register.xml", bytes(XML), "image.tar", Images.tar("tiny:v1.0.0", "{}")));

        assertThat(json(0, file).get("format").asString()).isEqualTo("wecube");
        assertThat(run("lint", file.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("is valid", "The package is not signed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin.yaml", "register.xml"})
    void refusesAPackageThatThePlatformWouldRefuse(String manifest) throws IOException {
        byte[] text = bytes(manifest.endsWith("yaml") ? YAML : XML);

        JsonNode withoutImage = json(1, zip(Map.of(manifest, text)));
        JsonNode escaping = json(1, zip(Map.of(manifest, text, "../escape", new byte[1])));

        for (JsonNode report : List.of(withoutImage, escaping)) {
            assertThat(report.get("name").asString()).isEqualTo("tiny");
            assertThat(report.get("counts").get("services").asInt()).isEqualTo(1);
            assertThat(report.get("problems").get(0).get("severity").asString()).isEqualTo("error");
        }
        assertThat(escaping.get("problems").get(0).get("message").asString()).contains("../escape");
    }

    @Test
    void saysWhoseSealAPackageCarries() throws IOException {
        Path key = folder.resolve("me.key");
        assertThat(run("key", "new", key.toString())).isZero();
        Path file = zip(Map.of("register.xml", bytes(XML), "image.tar", Images.tar("tiny:v1.0.0", "{}")));
        Path packed = folder.resolve("tiny.sextant.zip");
        assertThat(run("pack", "--wecube", file.toString(), "--output", packed.toString()))
                .as("%s", err)
                .isZero();
        assertThat(run("sign", packed.toString(), "--key", key.toString()))
                .as("%s", err)
                .isZero();
        out.reset();

        assertThat(run("lint", packed.toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("The package is signed with the key sha256:");
    }

    @Test
    void refusesAZipWithoutAManifest() throws IOException {
        assertThat(json(1, zip(Map.of("readme.txt", bytes("hello"))))
                        .get("problems")
                        .get(0)
                        .get("message")
                        .asString())
                .contains("neither");
        byte[] cut = new byte[] {'P', 'K', 3, 4, 0, 0};
        assertThat(json(1, Files.write(folder.resolve("cut.zip"), cut))
                        .get("valid")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void saysWhatItCouldNotRead() throws IOException {
        assertThat(json(2, folder.resolve("nothing")).get("valid").asBoolean()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no such file");
        assertThat(run("lint", folder.toString())).isEqualTo(2);
        assertThat(run("lint")).isEqualTo(2);
        assertThat(run("lint", "a", "b")).isEqualTo(2);
    }

    private JsonNode json(int status, Path file) {
        out.reset();
        assertThat(run("lint", file.toString(), "--json")).as(out.toString()).isEqualTo(status);
        return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
    }

    private int run(String... arguments) {
        return Sextant.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path zip(Map<String, byte[]> content) throws IOException {
        Path file = folder.resolve("package.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }
}
