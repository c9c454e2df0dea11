package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plugins' pages: their files, and the calls of the frames that show them. */
class PagesIntegrationTests {
    private static final String ID = "0192f0c1-2345-7abc-8def-0123456789ab";
    private static final String FILES = "/platform/v1/ui-modules/paged/" + ID + "/";

    @TempDir
    static Path home;

    private static GatewayHarness gateway;
    private static EchoServer plugin;

    @BeforeAll
    static void start() {
        gateway = new GatewayHarness(home);
        plugin = new EchoServer("paged");
        gateway.route("paged", plugin);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        gateway.close();
    }

    @BeforeEach
    void forget() {
        gateway.core.received().clear();
        plugin.received().clear();
    }

    @Test
    void confinesTheFilesToTheirFolderAndTheirPlugin() {
        HttpResponse<String> answer = gateway.send(gateway.request(FILES + "js/cookie"));

        String host = "127.0.0.1:" + gateway.port();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Security-Policy"))
                .startsWith("sandbox allow-scripts allow-forms; default-src 'none'; ")
                .contains(
                        "script-src " + host + FILES + "; ",
                        "style-src " + host + FILES + "; ",
                        "connect-src " + host + "/paged/; ",
                        "form-action 'none'",
                        "frame-ancestors 'self'")
                .doesNotContain("unsafe", "*");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("null");
        assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "x-frame-options");
    }

    @Test
    void letsNothingLoadWhereTheHostIsNoneThatAPolicyCanName() {
        for (String host : List.of("[::1]:8080", "a;script-src *", "a b")) {
            String answer =
                    gateway.raw("GET %sx.js HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(FILES, host));

            assertThat(GatewayHarness.statusOf(answer) == 400 || answer.contains("script-src 'none';"))
                    .as(answer)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/platform/v1/ui-modules",
                "/platform/v1/ui-modules/",
                "/platform/v1/ui-modules/paged/" + ID,
                "/platform/v1/ui-modules/paged/" + ID + "/",
                "/platform/v1/ui-modules/paged/x/index.html",
                "/platform/v1/ui-modules/PAGED/" + ID + "/index.html",
                "/platform/v1/ui-modules/paged/" + ID + "/../../../runs",
                "/platform/v1/ui-modules/paged/" + ID + "/%2e%2e/%2e%2e/%2e%2e/runs",
                "/platform/v1/ui-modules/paged/" + ID + "/..;/runs",
                "/platform/v1/ui-modules/paged/" + ID + "//index.html",
                "/platform/v1/ui-modules/paged/" + ID + "/./index.html",
                "/platform/v1/ui-modules/paged/" + ID + "/a%2fb",
                "/platform/v1/ui-modules/paged/" + ID + "/a;b",
                "/platform/v1//ui-modules/paged/" + ID + "/index.html",
                "/x/platform/v1/ui-modules/paged/" + ID + "/index.html"
            })
    void opensNoOtherPath(String target) {
        assertThat(GatewayHarness.statusOf(gateway.raw("GET", target))).isEqualTo(401);
        assertThat(gateway.core.received())
                .extracting(EchoServer.Received::uri)
                .noneMatch(uri -> uri.contains("ui-modules"));
    }

    @Test
    void opensTheFilesForReadingOnly() {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
            assertThat(GatewayHarness.statusOf(gateway.raw(method, FILES + "index.html", "Content-Length: 0")))
                    .as(method)
                    .isEqualTo(401);
        }
    }

    @Test
    void takesATokenOfPagesAtTheirPluginAlone() {
        String token = gateway.authority.token("user:ada", "ui:paged");

        for (int round = 0; round < 2; round++) {
            assertThat(status(token, "/paged/v1/things")).isEqualTo(200);
            assertThat(status(token, "/other/v1/things")).isEqualTo(401);
            assertThat(status(token, "/platform/v1/runs")).isEqualTo(401);
            assertThat(status(token, "/platform/v1/ui-modules")).isEqualTo(401);
            assertThat(status(token, "/auth/v1/users/me")).isEqualTo(401);
            assertThat(status(token, "/auth/v1/pages-tokens")).isEqualTo(401);
        }
        assertThat(plugin.received())
                .extracting(received -> received.headers().get("authorization"))
                .isNotEmpty()
                .doesNotContain("Bearer " + token);
    }

    @Test
    void takesNoTokenOfThePluginItself() {
        assertThat(status(gateway.authority.token("user:ada", "paged"), "/paged/v1/things"))
                .isEqualTo(401);
    }

    @Test
    void tellsBrowsersThatFramesMayCallPluginsOnly() {
        HttpResponse<String> permitted = preflight("/paged/v1/things", "null");

        assertThat(permitted.statusCode()).isEqualTo(204);
        assertThat(header(permitted, "Access-Control-Allow-Origin")).isEqualTo("null");
        assertThat(header(permitted, "Access-Control-Allow-Headers")).contains("Authorization");
        assertThat(permitted.headers().map()).doesNotContainKey("access-control-allow-credentials");
        assertThat(plugin.received()).isEmpty();
        assertThat(preflight("/paged/v1/things", "https://evil.example").statusCode())
                .isEqualTo(401);
        for (String closed : List.of("/platform/v1/runs", "/auth/v1/users", "/portal/", "/actuator/health")) {
            HttpResponse<String> answer = preflight(closed, "null");
            assertThat(answer.statusCode()).as(closed).isEqualTo(401);
            assertThat(answer.headers().map()).as(closed).doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void letsFramesReadThePluginsAnswersAndTheReasonsOfRefusals() {
        String token = gateway.authority.token("user:ada", "ui:paged");

        for (String path : List.of("/paged/v1/cookie", "/nobody/v1/x")) {
            HttpResponse<String> answer = gateway.send(
                    gateway.request(path).header("Origin", "null").header("Authorization", "Bearer " + token));
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin"))
                    .containsExactly("null");
            assertThat(answer.headers().allValues("Vary")).containsOnlyOnce("Origin");
            assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "access-control-allow-credentials");
        }
        HttpResponse<String> fromElsewhere =
                gateway.send(gateway.signedIn("/paged/v1/cookie").header("Origin", "https://evil.example"));
        assertThat(fromElsewhere.headers().map()).doesNotContainKey("access-control-allow-origin");
        HttpResponse<String> ofThePlatform =
                gateway.send(gateway.signedIn("/platform/v1/runs").header("Origin", "null"));
        assertThat(ofThePlatform.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    private static int status(String token, String path) {
        return gateway.send(gateway.request(path).header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static HttpResponse<String> preflight(String path, String origin) {
        return gateway.send(gateway.request(path)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization"));
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
