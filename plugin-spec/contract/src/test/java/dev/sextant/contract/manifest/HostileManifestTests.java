package dev.sextant.contract.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HostileManifestTests {

    private final ManifestReader reader = new ManifestReader();

    static Stream<Arguments> texts() {
        String minimal = ManifestSamples.MINIMAL;
        String bomb = "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n";
        return Stream.of(
                arguments("empty", "", 1, "empty"),
                arguments("only comments", "# nothing\n", 1, "empty"),
                arguments("a list", "- a\n", 1, "mapping"),
                arguments("a scalar", "hello", 1, "mapping"),
                arguments("anchor", minimal.replace("title: Tiny", "title: &t Tiny"), 4, "anchor"),
                arguments("alias", minimal + "    summary: *t\n", 10, "alias"),
                arguments("recursive anchor", "a: &a {b: *a}\n", 1, "anchor"),
                arguments("bomb", bomb, 1, "anchor"),
                arguments("local tag", minimal.replace("title: Tiny", "title: !x Tiny"), 4, "tag"),
                arguments("java tag", "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x/\"]]", 1, "tag"),
                arguments("binary tag", minimal.replace("title: Tiny", "title: !!binary YQ=="), 4, "tag"),
                arguments("duplicate key", minimal + "name: other\n", 10, "twice"),
                arguments("merge key", minimal + "<<: {summary: x}\n", 10, "not a field"),
                arguments("second document", minimal + "---\na: b\n", 10, "second document"),
                arguments("tab", minimal + "\tx: y\n", 10, "not YAML"),
                arguments("unclosed", minimal + "summary: [a, b\n", 11, "not YAML"),
                arguments("unclosed quote", minimal + "summary: \"a\n", 11, "not YAML"),
                arguments("complex key", minimal + "? [a]\n: b\n", 10, "key"),
                arguments("control character", minimal + "summary: \u0001\n", 10, "character"),
                arguments("future yaml", "%YAML 9999999999999.1\n---\n" + minimal, 1, "not YAML"),
                arguments("deep flow", "a: " + "[".repeat(100_000), 1, "deep"),
                arguments("deep block", "- ".repeat(50_000) + "x", 1, "deep"),
                arguments("deep keys", "? ".repeat(50_000) + "x", 1, "deep"),
                arguments("title with line break", minimal.replace("Tiny", "\"a\\nb\""), 4, "one line"),
                arguments("number as title", minimal.replace("title: Tiny", "title: 12"), 4, "quotes"),
                arguments("null title", minimal.replace("title: Tiny", "title: ~"), 4, "text"),
                arguments("two containers", minimal.replace("}]", "}, {image: \"b:1\"}]"), 5, "each of several"),
                arguments("no container", minimal.replace("[{image: \"tiny:1.0.0\"}]", "[]"), 5, "1 to 8"),
                arguments("containers a text", minimal.replace("[{image: \"tiny:1.0.0\"}]", "none"), 5, "list"),
                arguments(
                        "long entity",
                        minimal + "    target: tiny:a" + "-a".repeat(100_000) + "\n",
                        10,
                        "plugin:entity"),
                arguments(
                        "object that holds itself",
                        minimal + "objects: {a: {b: {type: object, object: a}}}\n",
                        10,
                        "holds itself"),
                arguments("unknown object", minimal + "    input: {a: {type: object, object: b}}\n", 10, "not under"),
                arguments("docker socket", volume("/var/run/docker.sock"), 5, "may not be mounted"),
                arguments("root volume", volume("/"), 5, "not allowed"),
                arguments("secrets volume", volume("/run/secrets/sextant"), 5, "may not be mounted"),
                arguments("relative volume", volume("data/../../x"), 5, "not allowed"),
                arguments("dot-dot volume", volume("/data/../etc"), 5, "not allowed"),
                arguments("image option", minimal.replace("tiny:1.0.0", "--privileged"), 5, "name:tag"),
                arguments("privileged port", minimal.replace("1.0.0\"}", "1.0.0\", port: 80}"), 5, "1024"),
                arguments("greedy memory", minimal.replace("1.0.0\"}", "1.0.0\", memory: 900Gi}"), 5, "64Gi"),
                arguments("unknown capability", minimal + "capabilities: [privileged]\n", 10, "reach-targets"),
                arguments("wildcard permission", minimal + "permissions: [\"*:*\"]\n", 10, "wildcards"),
                arguments(
                        "egress address",
                        minimal.replace("1.0.0\"}", "1.0.0\", egress: [169.254.169.254]}"),
                        5,
                        "domain"),
                arguments("path of another plugin", minimal.replace("/tiny/v1", "/other/v1"), 9, "own paths"),
                arguments("path traversal", minimal.replace("/tiny/v1/ping", "/tiny/../auth/v1/keys"), 9, "segments"),
                arguments("path with placeholder", minimal.replace("/tiny/v1/ping", "/tiny/#{T(x)}"), 9, "segments"),
                arguments(
                        "role of others",
                        minimal + "roles: [{name: r, permissions: [\"auth:all\"]}]\n",
                        10,
                        "this plugin"),
                arguments("menu of nobody", minimal + "roles: [{name: r, menus: [m]}]\n", 10, "under menus"),
                arguments(
                        "secret default",
                        minimal + "variables: [{name: k, type: secret, default: x}]\n",
                        10,
                        "no default"),
                arguments(
                        "wrong default",
                        minimal + "variables: [{name: k, type: integer, default: x}]\n",
                        10,
                        "whole number"),
                arguments("huge timeout", minimal + "    timeout: P9999D\n", 10, "duration from"),
                arguments("overflow timeout", minimal + "    timeout: PT99999999999999999999H\n", 10, "not a duration"),
                arguments("huge batch", minimal + "    batch: 99999999999999999999\n", 10, "whole number"),
                arguments(
                        "odd source", minimal + "    input: {a: {type: string, from: \"#{x}\"}}\n", 10, "not a source"),
                arguments("protocol name", minimal + "    output: {errorCode: {type: string}}\n", 10, "protocol"),
                arguments("odd array", minimal + "    input: {a: {type: array}}\n", 10, "items"),
                arguments("unknown entity", minimal + "    target: tiny:nothing\n", 10, "under entities"),
                arguments("unknown undo", minimal + "    undo: back\n", 10, "under services"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isRefusedWithItsLine(String name, String text, int line, String words) {
        ManifestResult result = reader.read(text.getBytes(StandardCharsets.UTF_8));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ManifestResult.Invalid.class,
                        invalid -> assertThat(invalid.problems()).anySatisfy(problem -> {
                            assertThat(problem.line()).isEqualTo(line);
                            assertThat(problem.message()).contains(words);
                        }));
    }

    @Test
    void refusesOtherEncodings() {
        assertThat(messages(ManifestSamples.MINIMAL.getBytes(StandardCharsets.UTF_16)))
                .contains("not UTF-8");
        assertThat(messages("title: \u00e9\n".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("not UTF-8");
    }

    @Test
    void refusesMoreThanAMebibyteUnread() {
        assertThat(messages(new byte[ManifestReader.MAX_BYTES + 1])).contains("1 MiB");
    }

    @Test
    void boundsWhatItReports() {
        StringBuilder text = new StringBuilder(ManifestSamples.MINIMAL);
        for (int i = 0; i < 20_000; i++) {
            text.append("unknown").append(i).append(": x\n");
        }

        ManifestResult result = reader.read(text.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(((ManifestResult.Invalid) result).problems()).hasSize(Problems.MAX + 1);
    }

    private String messages(byte[] bytes) {
        return ((ManifestResult.Invalid) reader.read(bytes)).problems().toString();
    }

    private static String volume(String folder) {
        return ManifestSamples.MINIMAL.replace("1.0.0\"}", "1.0.0\", volumes: {v: " + folder + "}}");
    }
}
