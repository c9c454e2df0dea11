package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses the small portal among the test resources, whose files the real one does not have. */
class PortalIntegrationTests {
    private static final String HASHED = "/portal/js/test-page.0123abcd.js";

    @TempDir
    static Path home;

    private static GatewayHarness gateway;

    @BeforeAll
    static void start() {
        gateway = new GatewayHarness(home);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void opensTheIndexPageForEveryAddressOfThePortalsRouter() {
        String index = gateway.send(gateway.request("/portal/index.html")).body();

        for (String path : new String[] {"/portal/", "/portal/runs", "/portal/runs/0190?tab=nodes"}) {
            HttpResponse<String> answer = gateway.send(gateway.request(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(index);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'"));
        }
    }

    @Test
    void letsFilesWithAHashedNameBeKeptForEver() {
        HttpResponse<String> answer = gateway.send(gateway.request(HASHED));

        assertThat(answer.body()).contains("test page");
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000", "immutable"));
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(value -> assertThat(value).contains("javascript"));
    }

    @Test
    void sendsCompressedToThoseWhoAcceptIt() {
        HttpResponse<byte[]> plain = gateway.send(gateway.request(HASHED), HttpResponse.BodyHandlers.ofByteArray());
        HttpResponse<byte[]> gzip = gateway.send(
                gateway.request(HASHED).header("Accept-Encoding", "br, gzip"), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(gzip.body().length).isLessThan(plain.body().length);
        assertThat(gzip.headers().firstValue("ETag"))
                .isNotEqualTo(plain.headers().firstValue("ETag"));
    }

    @Test
    void answers304ToWhoHasTheFile() {
        String etag = gateway.send(gateway.request(HASHED))
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(gateway.send(gateway.request(HASHED).header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void doesNotTakeAMissingFileForAPage() {
        assertThat(gateway.send(gateway.request("/portal/js/gone.0123abcd.js")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void answersHeadWithoutABody() {
        HttpResponse<String> answer =
                gateway.send(gateway.request(HASHED).method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }
}
