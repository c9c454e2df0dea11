package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartIntegrationTests {
    @TempDir
    Path home;

    @Test
    void rebuildsTheRoutesAfterARestart() {
        try (GatewayHarness gateway = new GatewayHarness(home);
                EchoServer plugin = new EchoServer("plugin")) {
            gateway.route("kept", plugin);

            gateway.restartGateway();

            gateway.await(() -> gateway.send(gateway.signedIn("/kept/v1/x")).statusCode() == 200);
        }
    }

    @Test
    void endsOpenStreamsWhenItStops() throws IOException {
        try (EchoServer plugin = new EchoServer("plugin")) {
            InputStream stream;
            try (GatewayHarness gateway = new GatewayHarness(home)) {
                gateway.route("streaming", plugin);
                stream = gateway.send(
                                gateway.signedIn("/streaming/v1/stream"), HttpResponse.BodyHandlers.ofInputStream())
                        .body();
            }
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void keepsTheLastKnownRoutesWhileTheCoreIsDownAndFollowsItWhenItIsBack() {
        try (GatewayHarness gateway = new GatewayHarness(home);
                EchoServer plugin = new EchoServer("plugin");
                EchoServer other = new EchoServer("other")) {
            gateway.route("kept", plugin);
            int port = gateway.core.port();

            gateway.core.close();

            HttpResponse<String> core = gateway.send(gateway.signedIn("/platform/v1/runs"));
            assertThat(core.statusCode()).isEqualTo(503);
            assertThat(core.headers().firstValue("Retry-After")).isPresent();
            assertThat(GatewayHarness.json(core).at("/detail").asString()).contains("platform-core");
            assertThat(gateway.send(gateway.signedIn("/kept/v1/x")).statusCode())
                    .isEqualTo(200);

            gateway.core = new FakeCore(port);
            gateway.route("new", other);
            assertThat(gateway.send(gateway.signedIn("/kept/v1/x")).statusCode())
                    .isEqualTo(503);
        }
    }

    @Test
    void goesOnWithValidTokensWhileTheAuthServerIsDown() {
        try (GatewayHarness gateway = new GatewayHarness(home)) {
            assertThat(gateway.send(gateway.signedIn("/platform/v1/runs")).statusCode())
                    .isEqualTo(200);

            gateway.auth.close();

            assertThat(gateway.send(gateway.signedIn("/platform/v1/runs")).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.send(gateway.request("/auth/v1/sign-in")
                                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")))
                            .statusCode())
                    .isEqualTo(503);
            assertThat(gateway.send(gateway.request("/platform/v1/runs")).statusCode())
                    .isEqualTo(401);
        }
    }
}
