package dev.sextant.contract.wecube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sextant.contract.manifest.Bounds;
import dev.sextant.contract.manifest.Encodings;
import dev.sextant.contract.manifest.ManifestReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RegistrationAttackTests {

    private static final String MINIMAL = Registrations.MINIMAL;
    private static final String LAUGHS = """
            <!DOCTYPE package [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
            <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]>
            """;

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("billion laughs", LAUGHS + MINIMAL.replace(">host<", ">&f;<"), "document type"),
                arguments(
                        "quadratic blow-up",
                        LAUGHS + MINIMAL.replace(">host<", ">" + "&a;".repeat(9999) + "<"),
                        "document type"),
                arguments("empty document type", "<!DOCTYPE package>" + MINIMAL, "document type"),
                arguments(
                        "public document type",
                        "<!DOCTYPE package PUBLIC \"x\" \"http://127.0.0.1:1/x\">" + MINIMAL,
                        "document type"),
                arguments(
                        "attribute list",
                        "<!DOCTYPE package [<!ATTLIST package name CDATA \"x\">]>" + MINIMAL,
                        "document type"),
                arguments("notation", "<!DOCTYPE package [<!NOTATION n SYSTEM \"x\">]>" + MINIMAL, "document type"),
                arguments("unknown entity", MINIMAL.replace(">host<", ">&x;<"), "x"),
                arguments("unknown entity in a value", MINIMAL.replace("\"ping\"", "\"&x;\""), "x"),
                arguments("zero by number", MINIMAL.replace("\"ping\"", "\"&#0;\""), "XML"),
                arguments("huge number", MINIMAL.replace("\"ping\"", "\"&#99999999999;\""), "XML"),
                arguments("surrogate by number", MINIMAL.replace("\"ping\"", "\"&#xD800;\""), "XML"),
                arguments("escape by number", MINIMAL.replace("\"ping\"", "\"&#27;[2J\""), "XML"),
                arguments("line break in a name", MINIMAL.replace("\"ping\"", "\"pi&#10;ng\""), "one line"),
                arguments("two roots", MINIMAL + MINIMAL, "XML"),
                arguments("another root", "<project/>", "<package>"),
                arguments(
                        "root in a namespace",
                        MINIMAL.replace("<package ", "<p:package xmlns:p=\"urn:x\" ")
                                .replace("</package", "</p:package"),
                        "<package>"),
                arguments("unbound prefix", MINIMAL.replace("<plugins>", "<x:plugins>"), "XML"),
                arguments("duplicate attribute", MINIMAL.replace("version=", "name=\"b\" version="), "XML"),
                arguments("attribute without quotes", MINIMAL.replace("\"v1.0.0\"", "v1"), "XML"),
                arguments("less-than in a value", MINIMAL.replace("\"ping\"", "\"<ping\""), "XML"),
                arguments("end of CDATA in a text", MINIMAL.replace(">host<", ">a]]>b<"), "XML"),
                arguments("open CDATA", MINIMAL.replace(">host<", "><![CDATA[host<"), "XML"),
                arguments("double hyphen in a comment", "<!-- a -- b -->" + MINIMAL, "XML"),
                arguments("late declaration", "\n<?xml version=\"1.0\"?>" + MINIMAL, "XML"),
                arguments("two declarations", "<?xml version=\"1.0\"?><?xml version=\"1.0\"?>" + MINIMAL, "XML"),
                arguments("XML 1.1", "<?xml version=\"1.1\"?>" + MINIMAL, "1.1"),
                arguments("XML 2.0", "<?xml version=\"2.0\"?>" + MINIMAL, ""),
                arguments("said to be GBK", "<?xml version=\"1.0\" encoding=\"GBK\"?>" + MINIMAL, "UTF-8"),
                arguments("said to be UTF-7", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>" + MINIMAL, "UTF-8"),
                arguments("said to be UTF-16", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + MINIMAL, "UTF-8"),
                arguments("in UTF-7", "+ADw-package name=+ACI-x+ACI-+AD4-", ""),
                arguments("only a declaration", "<?xml version=\"1.0\"?>", "XML"),
                arguments("only an opening", "<", "XML"),
                arguments("deep", "<package>" + "<a>".repeat(100_000), "levels"),
                arguments("wide", "<package>" + "<a/>".repeat(200_000), "50000"),
                arguments("many attributes", "<package " + attributes(5000) + "/>", ""),
                arguments(
                        "huge attribute", MINIMAL.replace("\"ping\"", "\"" + "a".repeat(500_000) + "\""), "characters"),
                arguments("long name", MINIMAL.replace("\"ping\"", "\"" + "a".repeat(300) + "\""), "255"),
                arguments("huge text", MINIMAL.replace(">host<", ">" + "a".repeat(500_000) + "<"), "characters"),
                arguments("huge element name", "<package><" + "a".repeat(500_000) + "/></package>", ""),
                arguments("privileged image", MINIMAL.replace("tiny:v1.0.0", "--privileged"), "image"),
                arguments("image with a command", MINIMAL.replace("tiny:v1.0.0", "tiny; rm -rf /"), "image"),
                arguments("root volume", volume("/:/host"), "not allowed"),
                arguments("docker socket", volume("/var/run/docker.sock:/var/run/docker.sock"), "not allowed"),
                arguments("docker socket by a detour", volume("/var//run/./docker.sock:/x"), "not allowed"),
                arguments(
                        "docker socket over dots",
                        volume("{{BASE_MOUNT_PATH}}/../var/run/docker.sock:/x"),
                        "not allowed"),
                arguments("devices", volume("/dev:/dev"), "not allowed"),
                arguments("secrets", volume("{{BASE_MOUNT_PATH}}/x:/run/secrets/sextant"), "not allowed"),
                arguments("root of the container", volume("{{BASE_MOUNT_PATH}}/x:/"), "not allowed"),
                arguments("no volume", volume("x"), "binding"),
                arguments("no port", MINIMAL.replace("}}:9000", "}}:http"), "binding"),
                arguments("port too high", MINIMAL.replace("}}:9000", "}}:70000"), "binding"),
                arguments("path of dots", MINIMAL.replace("/tiny/v1/ping", "/tiny/../auth/v1/keys"), "path"),
                arguments("path with an address", MINIMAL.replace("/tiny/v1/ping", "http://169.254.169.254/"), "path"),
                arguments("name of the platform", MINIMAL.replace("\"tiny\" version", "\"auth\" version"), "reserved"),
                arguments("name that is a path", MINIMAL.replace("\"tiny\" version", "\"../x\" version"), "allowed"),
                arguments(
                        "name that looks alike",
                        MINIMAL.replace("\"tiny\" version", "\"t\u0456ny\" version"),
                        "allowed"),
                arguments("no version", MINIMAL.replace("\"v1.0.0\">", "\"latest\">"), "version"),
                arguments("script that leaves", resource("<mysql schema=\"a\" initFileName=\"../../x\"/>"), "allowed"),
                arguments("script with a root", resource("<mysql schema=\"a\" initFileName=\"/x\"/>"), "allowed"),
                arguments(
                        "schema of another kind",
                        resource("<mysql schema=\"a; drop\" initFileName=\"x\"/>"),
                        "allowed"),
                arguments(
                        "key that leaves",
                        resource("<s3 bucketName=\"a\"><fileSet><file source=\"a\" toFile=\"../a\"/></fileSet></s3>"),
                        "key"),
                arguments(
                        "page with a script",
                        MINIMAL.replace(
                                "<plugins>",
                                "<menus><menu code=\"JOBS_A\">javascript:alert(1)</menu></menus><plugins>"),
                        "route"),
                arguments(
                        "page elsewhere",
                        MINIMAL.replace(
                                "<plugins>", "<menus><menu code=\"JOBS_A\">//evil.example</menu></menus><plugins>"),
                        "route"),
                arguments(
                        "unknown category",
                        MINIMAL.replace("<plugins>", "<menus><menu code=\"A\" cat=\"B\">/a</menu></menus><plugins>"),
                        "none of"),
                arguments("unknown mapping", MINIMAL.replace("required=\"Y\"", "mappingType=\"script\""), "none of"),
                arguments("unknown object", MINIMAL.replace("required=\"Y\"", "refObjectName=\"x\""), "paramObjects"),
                arguments("unknown method", MINIMAL.replace("action=", "httpMethod=\"CONNECT\" action="), "none of"),
                arguments("parameter without a name", MINIMAL.replace(">host<", "> <"), "missing"),
                arguments("nothing to run", MINIMAL.replaceFirst("(?s)<docker.*?/>", ""), "docker"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isRefused(String name, String text, String words) {
        assertThat(Bounds.refused(bytes(text)).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(words));
    }

    @Test
    void refusesAnEntityAndASecondAttributeAtEachPlace() throws IOException {
        String good = Registrations.resource("complete.xml");
        List<String> attacks = new ArrayList<>();
        Matcher attribute = Pattern.compile("([A-Za-z]+)=\"([^\"]*)\"").matcher(good.substring(60));
        while (attribute.find()) {
            String before = good.substring(0, 60 + attribute.start());
            String after = good.substring(60 + attribute.end());
            String name = attribute.group(1);
            for (String value : List.of("&x;", "&#0;", "<", "\u0000", "%x;&x;")) {
                attacks.add(before + name + "=\"" + value + "\"" + after);
            }
            attacks.add(before + attribute.group() + " " + attribute.group() + after);
            attacks.add(before + attribute.group() + attribute.group() + after);
        }
        assertThat(attacks).hasSizeGreaterThan(500);
        attacks.forEach(attack -> Bounds.refused(bytes(attack)));
    }

    @Test
    void refusesOtherEncodings() {
        Encodings.wrong(MINIMAL).forEach(Bounds::refused);
        Encodings.wrong("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + MINIMAL)
                .forEach(Bounds::refused);
    }

    @Test
    void answersWhereverATextBreaksOff() throws IOException {
        byte[] good = bytes(Registrations.resource("complete.xml"));
        for (int length = 0; length < good.length - 1; length += 13) {
            Bounds.refused(Arrays.copyOf(good, length));
        }
    }

    @Test
    void refusesMuchOfEverything() {
        for (String part :
                List.of("<", "<a>", "<!--", "<![CDATA[", "<?a ?>", "&", "<a b=\"", "]]>", "<!DOCTYPE a [", "<a ")) {
            String text = "<package>" + part.repeat((ManifestReader.MAX_BYTES - 9) / part.length());
            Bounds.refused(bytes(text));
        }
    }

    @Test
    void asksNobodyForAnything(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "swordfish");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";
            for (String place : List.of(secret.toUri().toString(), url)) {
                for (String entity : List.of("<!ENTITY x SYSTEM \"%s\">", "<!ENTITY %% x SYSTEM \"%s\">%%x;")) {
                    String type = "<!DOCTYPE package [" + entity.formatted(place) + "]>";
                    String answer = Bounds.refused(bytes(type + MINIMAL.replace(">host<", ">&x;<")))
                            .toString();
                    assertThat(answer).doesNotContain("swordfish");
                }
                Bounds.read(bytes("<?xml-stylesheet href=\"" + place + "\"?>" + MINIMAL));
                Bounds.read(bytes(MINIMAL.replace(
                        "<package ",
                        "<package xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                + " xsi:noNamespaceSchemaLocation=\"" + place + "\" ")));
            }
            assertThat(catchThrowable(server::accept)).as("nobody called").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void listsWhatStandsInANamespaceOrIsAnInstruction() {
        String text = MINIMAL.replace("<plugins>", "<?php evil?><x:extra xmlns:x=\"urn:x\" a=\"b\"/><plugins x=\"1\">");

        assertThat(Registrations.valid(text).ignored())
                .extracting("path")
                .containsExactly("package", "package/x:extra", "package/plugins[1]/@x");
    }

    @Test
    void readsANameFromCharacterData() {
        var read = Registrations.valid(MINIMAL.replace(">host<", "><![CDATA[ho]]>st<!-- no --><"));

        assertThat(read.manifest().services().get(0).input().get(0).name()).isEqualTo("host");
    }

    @Test
    void readsNineHundredParametersWithTheirExpressions() {
        StringBuilder text = new StringBuilder("<package name=\"big\" version=\"v1.0.0\"><resourceDependencies>"
                + "<docker imageName=\"big:v1\" containerName=\"big\" portBindings=\"{{ALLOCATE_PORT}}:1\"/>"
                + "</resourceDependencies><plugins>\n");
        for (int plugin = 0; plugin < 30; plugin++) {
            text.append("<plugin name=\"p")
                    .append(plugin)
                    .append("\"><interface action=\"a\" path=\"/big/v1/")
                    .append(plugin)
                    .append("\"><inputParameters>\n");
            for (int parameter = 0; parameter < 30; parameter++) {
                text.append("<parameter datatype=\"string\" required=\"N\" mappingType=\"entity\"")
                        .append(" mappingEntityExpression=\"cmdb:app{code eq  'A" + parameter)
                        .append(
                                "'}~(app)cmdb:subsystem~(subsystem)cmdb:unit{kind in ['@@1@@X','Y']}.host&gt;cmdb:host.ip\"")
                        .append(">p" + parameter + "</parameter>\n");
            }
            text.append("</inputParameters></interface></plugin>\n");
        }
        text.append("</plugins></package>");
        assertThat(text.length()).isGreaterThan(170_000);

        var read = Registrations.valid(text.toString());

        assertThat(read.outline().counts().parameters()).isEqualTo(900);
        assertThat(read.manifest().services())
                .hasSize(30)
                .allSatisfy(service -> assertThat(service.input().get(29).from())
                        .hasToString("expression: cmdb:app{code eq  'A29'}~(app)cmdb:subsystem~(subsystem)"
                                + "cmdb:unit{kind in ['@@1@@X','Y']}.host>cmdb:host.ip"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("a").append(i).append("=\"1\" ");
        }
        return text.toString();
    }

    private static String volume(String binding) {
        return MINIMAL.replace("containerName=", "volumeBindings=\"" + binding + "\" containerName=");
    }

    private static String resource(String element) {
        return MINIMAL.replace("</resourceDependencies>", element + "</resourceDependencies>");
    }
}
