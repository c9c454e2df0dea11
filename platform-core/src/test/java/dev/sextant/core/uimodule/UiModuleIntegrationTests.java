package dev.sextant.core.uimodule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreClient.Answer;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.installation.Installation;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TinyImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@CoreIntegrationTest
class UiModuleIntegrationTests {
    private static final String MENUS = "/platform/v1/ui-modules";
    private static final String BROUGHT = """
            ui: {archive: ui.zip}
            menus:
              - {code: home, dimension: execution, title: {en: Home, zh: 首页}, page: /home}
              - {code: keep, dimension: system, title: {en: Keep}, page: /keep}
            roles:
              - {name: keeper, permissions: ["%s:keep"], menus: [keep]}
            """;
    private static final Map<String, String> PAGES =
            Map.of("index.html", "<p>hello</p>", "js/app.js", "let a = 'ä';", "logo.svg", "<svg/>", "data.bin", "x");

    @LocalServerPort
    int port;

    @Autowired
    Installation installation;

    private CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @Test
    void servesTheFilesOfARegisteredPackageToAnybody() {
        var id = registered("pages-served", zip(PAGES));
        var source = menus(client, "pages-served").getFirst().path("source").asString();

        assertThat(source).isEqualTo(MENUS + "/pages-served/" + id + "/index.html");
        var page = stranger(source);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.response().body()).isEqualTo("<p>hello</p>");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(header(page, "Cache-Control")).contains("immutable", "private");
        assertThat(header(page, "Content-Length")).isEqualTo("12");
        var base = source.replace("index.html", "");
        assertThat(stranger(base + "js/app.js").response().body()).isEqualTo("let a = 'ä';");
        assertThat(header(stranger(base + "js/app.js"), "Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(header(stranger(base + "logo.svg"), "Content-Type")).isEqualTo("image/svg+xml");
        assertThat(header(stranger(base + "data.bin"), "Content-Type")).isEqualTo("application/octet-stream");
        var again = client.send(request(source).header("If-None-Match", header(page, "ETag")));
        assertThat(again.status()).isEqualTo(304);
        var head = client.send(request(source).method("HEAD", BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("12");
    }

    @Test
    void servesNothingElse() {
        var base = MENUS + "/pages-alone/" + registered("pages-alone", zip(PAGES)) + "/";
        var other = registered("pages-other", zip(PAGES));

        for (var name :
                List.of("", "js", "js/", "nothing.html", "INDEX.HTML", "index.html/", "plugin.yaml", "ui.zip")) {
            assertThat(stranger(base + name).status()).as(name).isEqualTo(404);
        }
        for (var name : List.of(
                "..",
                "../index.html",
                "%2e%2e/index.html",
                "..%2findex.html",
                "js%2fapp.js",
                "a/../index.html",
                "index.html%00",
                "index.html;x",
                "/index.html",
                "%5c..%5cindex.html",
                "%c0%ae%c0%ae/index.html")) {
            assertThat(stranger(base + name).status()).as(name).isIn(400, 401, 404);
        }
        assertThat(stranger(MENUS + "/pages-alone/" + other + "/index.html").text("code"))
                .isEqualTo("UI_FILE_NOT_FOUND");
        assertThat(stranger(MENUS + "/pages-alone/x/index.html").status()).isEqualTo(404);
        assertThat(client.send(request(base + "index.html").POST(BodyPublishers.noBody()))
                        .status())
                .isIn(401, 405);
        assertThat(stranger(MENUS).status()).isEqualTo(401);
    }

    @Test
    void servesAndShowsAPackageOnlyWhileItIsRegistered() {
        var id = uploaded("pages-life", zip(PAGES));
        var page = MENUS + "/pages-life/" + id + "/index.html";
        assertThat(stranger(page).status()).isEqualTo(404);
        assertThat(menus(client, "pages-life")).isEmpty();

        assertThat(client.register(id).status()).isEqualTo(200);
        var served = stranger(page);
        assertThat(served.status()).isEqualTo(200);
        assertThat(menus(client, "pages-life"))
                .extracting(menu -> menu.path("code").asString())
                .containsExactly("home", "keep");
        assertThat(menus(client, "pages-life").getFirst().path("running").asBoolean())
                .isFalse();

        assertThat(client.post("/platform/v1/plugin-packages/" + id + "/decommission")
                        .status())
                .isEqualTo(200);
        assertThat(stranger(page).status()).isEqualTo(404);
        assertThat(client.send(request(page).header("If-None-Match", header(served, "ETag")))
                        .status())
                .isEqualTo(404);
        assertThat(menus(client, "pages-life")).isEmpty();
    }

    @Test
    void showsTheHighestVersionToThoseWhomItsRolesAllow() {
        registered("pages-seen", "1.10.0", zip(PAGES));
        registered("pages-seen", "1.9.0", zip(PAGES));

        assertThat(menus(client, "pages-seen"))
                .extracting(menu -> menu.path("version").asString())
                .containsOnly("1.10.0");
        assertThat(codes("pages-seen:read")).containsExactly("home");
        assertThat(codes("pages-seen:keep")).containsExactly("keep");
        assertThat(codes("*:read")).containsExactly("home");
        assertThat(codes("runs:read")).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithABrokenArchiveAndWritesNothing() throws Exception {
        var bomb = new TreeMap<>(Map.of("index.html", "0".repeat(20 * 1024 * 1024)));
        assertBroken("pages-slip", zip(Map.of("../../evil.html", "x", "index.html", "x")), 422, "PACKAGE_UNSAFE_ENTRY");
        assertBroken("pages-bomb", zip(bomb), 413, "PACKAGE_TOO_LARGE");
        assertBroken("pages-text", "no zip".getBytes(StandardCharsets.UTF_8), 422, "NOT_A_ZIP");
        assertBroken("pages-gone", null, 422, "PACKAGE_FILE_MISSING");
        try (var kept = Files.walk(installation.dataFolder("ui-modules"))) {
            assertThat(kept.filter(Files::isRegularFile))
                    .allMatch(file -> file.getFileName().toString().matches("[0-9a-f-]{36}\\.zip"));
        }
    }

    @Test
    void bringsThePagesAgainWhenTheCopyIsLost() throws Exception {
        var id = registered("pages-lost", zip(PAGES));
        var page = MENUS + "/pages-lost/" + id + "/index.html";
        assertThat(stranger(page).status()).isEqualTo(200);

        Files.delete(installation.dataFolder("ui-modules").resolve(id + ".zip"));

        assertThat(stranger(page).status()).isEqualTo(200);
    }

    private void assertBroken(String name, byte @Nullable [] ui, int status, String code) {
        var page = MENUS + "/" + name + "/" + registered(name, ui) + "/index.html";
        for (int time = 0; time < 2; time++) {
            var answer = stranger(page);
            assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
            assertThat(answer.text("code")).isEqualTo(code);
        }
    }

    private List<String> codes(String permission) {
        var reader = new CoreClient(port, TestIdentities.shared().user("ada", permission));
        return menus(reader, "pages-seen").stream()
                .map(menu -> menu.path("code").asString())
                .toList();
    }

    private static List<JsonNode> menus(CoreClient caller, String plugin) {
        return caller.get(MENUS)
                .json()
                .path("items")
                .valueStream()
                .filter(menu -> menu.path("plugin").asString().equals(plugin))
                .toList();
    }

    private String registered(String name, byte @Nullable [] ui) {
        return registered(name, "1.0.0", ui);
    }

    private String registered(String name, String version, byte @Nullable [] ui) {
        var id = uploaded(name, version, ui);
        var answer = client.post(
                "/platform/v1/plugin-packages/" + id + "/register",
                "{\"acceptUnsigned\": true, \"acceptOlder\": true}");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return id;
    }

    private String uploaded(String name, byte[] ui) {
        return uploaded(name, "1.0.0", ui);
    }

    private String uploaded(String name, String version, byte @Nullable [] ui) {
        var manifest = PluginArchive.manifest(name, version, BROUGHT.formatted(name));
        Map<String, byte[]> files = ui == null ? Map.of() : Map.of("ui.zip", ui);
        var answer = client.upload(PluginArchive.ofFiles(manifest, TinyImage.healthy(name + ":" + version), files));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    /** A request without a token. */
    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private Answer stranger(String path) {
        return client.send(request(path));
    }

    private static String header(Answer answer, String name) {
        return answer.response().headers().firstValue(name).orElse("");
    }

    private static byte[] zip(Map<String, String> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
