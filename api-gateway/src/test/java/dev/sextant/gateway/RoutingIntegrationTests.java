package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingIntegrationTests {
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
    void sendsPlatformRequestsToTheCore() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/platform/v1/runs?search=a%20b&limit=1"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayHarness.json(answer).at("/server").asString()).isEqualTo("platform-core");
        assertThat(GatewayHarness.json(answer).at("/request/uri").asString())
                .isEqualTo("/platform/v1/runs?search=a%20b&limit=1");
    }

    @Test
    void sendsSignInToTheAuthServerWithoutAToken() {
        HttpResponse<String> answer =
                gateway.send(gateway.request("/auth/v1/sign-in").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(GatewayHarness.json(answer).at("/server").asString()).isEqualTo("auth-server");
    }

    @Test
    void passesTheCallersTokenOnToTheCore() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/platform/v1/runs"));

        assertThat(header(answer, "authorization")).startsWith("Bearer ");
    }

    @Test
    void followsTheCoresRoutesAsTheyChange() {
        try (EchoServer first = new EchoServer("first");
                EchoServer second = new EchoServer("second")) {
            gateway.route("changing", first);
            gateway.core.route("changing", "changing-2", second.url().toString());

            gateway.await(() -> GatewayHarness.json(gateway.send(gateway.signedIn("/changing/v1/x")))
                    .at("/server")
                    .asString()
                    .equals("second"));
            gateway.routes(List.of());

            gateway.await(() -> gateway.send(gateway.signedIn("/changing/v1/x")).statusCode() == 503);
        }
    }

    @Test
    void answers503WithRetryAfterForAPluginWithoutInstance() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/nobody/v1/x"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(GatewayHarness.json(answer).at("/code").asString()).isEqualTo("GATEWAY_NO_INSTANCE");
        assertThat(GatewayHarness.json(answer).at("/traceId").asString()).hasSize(32);
        assertThat(answer.headers().firstValue("X-Trace-Id"))
                .contains(GatewayHarness.json(answer).at("/traceId").asString());
    }

    @Test
    void exchangesTheCallersTokenOnceForEachPlugin() {
        try (EchoServer plugin = new EchoServer("plugin")) {
            gateway.route("exchanging", plugin);
            String token = gateway.token();
            int before = gateway.auth.exchanges.get();

            for (int i = 0; i < 5; i++) {
                HttpResponse<String> answer =
                        gateway.send(gateway.request("/exchanging/v1/x").header("Authorization", "Bearer " + token));
                assertThat(header(answer, "authorization"))
                        .startsWith("Bearer ")
                        .doesNotContain(token);
            }

            assertThat(gateway.auth.exchanges.get() - before).isEqualTo(1);
        }
    }

    @Test
    void repeatsOnlyWhatMayBeRepeatedWhenAnInstanceIsDead() {
        try (EchoServer alive = new EchoServer("alive")) {
            EchoServer dead = new EchoServer("dead");
            gateway.route("failing", alive);
            gateway.routes(List.of(
                    Map.of(
                            "plugin",
                            "failing",
                            "instanceId",
                            "a",
                            "address",
                            alive.url().toString()),
                    Map.of(
                            "plugin",
                            "failing",
                            "instanceId",
                            "d",
                            "address",
                            dead.url().toString())));
            gateway.await(() -> {
                gateway.send(gateway.signedIn("/failing/v1/x"));
                return !dead.received().isEmpty();
            });
            dead.close();

            for (int i = 0; i < 4; i++) {
                assertThat(gateway.send(gateway.signedIn("/failing/v1/x")).statusCode())
                        .isEqualTo(200);
                assertThat(gateway.send(gateway.signedIn("/failing/v1/x")
                                        .header("Idempotency-Key", "k" + i)
                                        .POST(BodyPublishers.ofString("body")))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void neverRepeatsAPostWithoutAKey() {
        EchoServer dead = new EchoServer("dead");
        gateway.route("once", dead);
        try (EchoServer alive = new EchoServer("alive")) {
            dead.close();
            gateway.routes(List.of(
                    Map.of(
                            "plugin",
                            "once",
                            "instanceId",
                            "d",
                            "address",
                            dead.url().toString()),
                    Map.of(
                            "plugin",
                            "once",
                            "instanceId",
                            "a",
                            "address",
                            alive.url().toString())));
            gateway.await(() -> {
                gateway.send(gateway.signedIn("/once/v1/x").POST(BodyPublishers.ofString("body")));
                return !alive.received().isEmpty();
            });

            // Once it has refused a connection the dead one is out: every further request finds the living one.
            for (int i = 0; i < 6; i++) {
                assertThat(gateway.send(gateway.signedIn("/once/v1/x").POST(BodyPublishers.ofString("body")))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void saysThatABrokenAnswerLeavesTheOutcomeUnknown() {
        try (EchoServer plugin = new EchoServer("plugin")) {
            gateway.route("breaking", plugin);
            int before = plugin.received().size();

            HttpResponse<String> answer =
                    gateway.send(gateway.signedIn("/breaking/v1/break").POST(BodyPublishers.ofString("body")));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(GatewayHarness.json(answer).at("/code").asString()).isEqualTo("GATEWAY_BROKEN_ANSWER");
            assertThat(plugin.received().size() - before).isEqualTo(1);
        }
    }

    @Test
    void refusesRoutesToAddressesThatAreNotAPlugins() {
        try (EchoServer good = new EchoServer("good")) {
            gateway.routes(List.of(
                    Map.of("plugin", "metadata", "instanceId", "m", "address", "http://169.254.169.254:80"),
                    Map.of("plugin", "named", "instanceId", "n", "address", "http://localhost:" + good.port()),
                    Map.of("plugin", "filed", "instanceId", "f", "address", "file:///etc/passwd"),
                    Map.of(
                            "plugin",
                            "platform",
                            "instanceId",
                            "p",
                            "address",
                            good.url().toString()),
                    Map.of(
                            "plugin",
                            "good",
                            "instanceId",
                            "g",
                            "address",
                            good.url().toString())));
            gateway.await(() -> gateway.send(gateway.signedIn("/good/v1/x")).statusCode() == 200);

            for (String plugin : List.of("metadata", "named", "filed", "broken")) {
                assertThat(gateway.send(gateway.signedIn("/" + plugin + "/v1/x"))
                                .statusCode())
                        .isEqualTo(503);
            }
            assertThat(GatewayHarness.json(gateway.send(gateway.signedIn("/platform/v1/x")))
                            .at("/server")
                            .asString())
                    .isEqualTo("platform-core");
        }
    }

    @Test
    void keepsPluginsFromActingAsPagesOfThePortal() {
        try (EchoServer plugin = new EchoServer("plugin")) {
            gateway.route("cookies", plugin);

            HttpResponse<String> answer =
                    gateway.send(gateway.signedIn("/cookies/v1/cookie").header("Cookie", "sextant_refresh=secret"));

            assertThat(answer.headers().map())
                    .doesNotContainKeys("Set-Cookie", "set-cookie", "clear-site-data", "access-control-allow-origin");
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("sandbox"));
            assertThat(plugin.received().getLast().headers()).doesNotContainKey("cookie");
        }
    }

    static String header(HttpResponse<String> echoed, String name) {
        return GatewayHarness.json(echoed).at("/request/headers").path(name).asString("");
    }
}
