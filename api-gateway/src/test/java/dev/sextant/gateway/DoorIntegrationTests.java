package dev.sextant.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorIntegrationTests {
    /** Ways to write a protected path, or a mix of an open and a protected one, so that somebody misreads it. */
    static final List<String> MUTATIONS = List.of(
            "/platform/v1/runs",
            "/platform/v1/runs/",
            "/platform/v1/runs.json",
            "/platform/v1/runs.css",
            "/platform/v1/runs;a=b",
            "/platform;/v1/runs",
            "/platform/v1/runs;.html",
            "//platform/v1/runs",
            "/platform//v1/runs",
            "/./platform/v1/runs",
            "/portal/../platform/v1/runs",
            "/portal/..;/platform/v1/runs",
            "/portal/%2e%2e/platform/v1/runs",
            "/portal/%2E./platform/v1/runs",
            "/portal/.%2e/platform/v1/runs",
            "/portal/%252e%252e/platform/v1/runs",
            "/portal%2f..%2fplatform/v1/runs",
            "/portal/..%2fplatform/v1/runs",
            "/portal/..%5cplatform/v1/runs",
            "/portal/%c0%ae%c0%ae/platform/v1/runs",
            "/portal/%e0%80%ae/platform/v1/runs",
            "/portal/;/../platform/v1/runs",
            "/portal/x;y/../../platform/v1/runs",
            "/%70latform/v1/runs",
            "/PLATFORM/v1/runs",
            "/Platform/V1/Runs",
            "/platform/v1/runs%00",
            "/platform/v1/runs%00.css",
            "/platform/v1/runs%0d%0aX:y",
            "/platform/v1/runs%20",
            "/platform%2fv1%2fruns",
            "/platform%3b/v1/runs",
            "/auth/v1/sign-in/../users",
            "/auth/v1/sign-in/",
            "/auth/v1/sign-in;x",
            "/auth/v1/sign-in%2f..%2fusers",
            "/auth/v1/sign-in/%2e%2e/users",
            "/auth/v1/users",
            "/auth//v1/sign-in",
            "/AUTH/v1/sign-in",
            "/actuator",
            "/actuator/",
            "/actuator/env",
            "/actuator/gateway/routes",
            "/actuator/heapdump",
            "/actuator/health/",
            "/actuator/health/..;/env",
            "/actuator/health/%2e%2e/env",
            "/actuator/health;x",
            "/actuator;/health",
            "/favicon.ico",
            "/error",
            "/inventory/v1/credentials/reveal",
            "/inventory/health",
            "/platform/v1/runs?x=/portal/",
            "/platform/v1/runs?access_token=x",
            "http://gateway/platform/v1/runs",
            "http://127.0.0.1:1/portal/../platform/v1/runs",
            "*");

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

    @BeforeEach
    void forget() {
        gateway.core.received().clear();
        gateway.auth.received().clear();
    }

    @ParameterizedTest
    @FieldSource("MUTATIONS")
    void answers401WithoutATokenHoweverThePathIsWritten(String target) {
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW")) {
            String answer = gateway.raw(method, target, "Content-Length: 0");
            assertThat(GatewayHarness.statusOf(answer))
                    .as("%s %s", method, target)
                    .isEqualTo(401);
        }
        assertThat(reached()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/platform/v1/runs;a=b",
                "//platform/v1/runs",
                "/platform//v1/runs",
                "/platform/../auth/v1/users",
                "/platform/%2e%2e/auth/v1/users",
                "/platform/%252e%252e/auth",
                "/platform%2fv1",
                "/platform/a%5cb",
                "/platform/a%00",
                "/platform/%c0%af",
                "/platform/%e0%80%af",
                "/platform/%ff"
            })
    void refusesAmbiguousPathsAlsoWithAToken(String target) {
        String answer = gateway.raw("GET", target, "Authorization: Bearer " + gateway.token());

        assertThat(GatewayHarness.statusOf(answer)).isEqualTo(400);
        assertThat(answer).contains("GATEWAY_AMBIGUOUS_PATH");
        assertThat(reached()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/platform/v1/%zz", "/platform/v1/a b", "/platform/v1/<x>", "/platform/\\v1", "/a|b"})
    void refusesMalformedTargets(String target) {
        assertThat(GatewayHarness.statusOf(gateway.raw("GET", target))).isIn(400, 401);
        assertThat(GatewayHarness.statusOf(gateway.raw("GET", target, "Authorization: Bearer " + gateway.token())))
                .isEqualTo(400);
        assertThat(reached()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-HTTP-Method-Override: GET",
                "X-Method-Override: GET",
                "X-HTTP-Method: GET",
                "X-Original-URL: /portal/",
                "X-Rewrite-URL: /portal/",
                "X-Forwarded-Prefix: /portal",
                "X-Forwarded-For: 127.0.0.1",
                "Authorization: Basic YWRtaW46YWRtaW4=",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: bearer null",
                "Cookie: access_token=x",
                "Upgrade: websocket\r\nSec-WebSocket-Key: eHh4eHh4eHh4eHh4eHh4eA==",
                "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"
            })
    void answers401WhateverElseTheHeadersSay(String header) {
        String answer = gateway.raw("POST", "/platform/v1/runs", header, "Content-Length: 0");

        assertThat(GatewayHarness.statusOf(answer)).isEqualTo(401);
        assertThat(reached()).isEmpty();
    }

    @Test
    void refusesTwoAuthorizationHeaders() {
        String good = "Authorization: Bearer " + gateway.token();

        assertThat(GatewayHarness.statusOf(gateway.raw("GET", "/platform/v1/runs", good, good)))
                .isEqualTo(401);
    }

    @Test
    void opensOnlyWhatMustBeOpen() {
        for (String path : List.of(
                "/auth/v1/sign-in", "/auth/v1/refresh", "/auth/v1/sign-out", "/auth/v1/token", "/auth/v1/api/login")) {
            assertThat(GatewayHarness.statusOf(gateway.raw("POST", path, "Content-Length: 0")))
                    .as(path)
                    .isNotEqualTo(401);
            assertThat(GatewayHarness.statusOf(gateway.raw("GET", path)))
                    .as("GET " + path)
                    .isEqualTo(401);
        }
        assertThat(GatewayHarness.statusOf(gateway.raw("GET", "/auth/v1/api/token")))
                .isNotEqualTo(401);
        assertThat(GatewayHarness.statusOf(gateway.raw("GET", "/auth/v1/api/token/")))
                .isEqualTo(401);
        assertThat(gateway.raw("GET", "/actuator/health")).contains("200 OK").contains("\"status\":\"UP\"");
        assertThat(GatewayHarness.statusOf(gateway.raw("GET", "/portal/"))).isEqualTo(200);
        assertThat(gateway.raw("GET", "/")).contains("307").containsIgnoringCase("location: /portal/");
    }

    @Test
    void hidesEveryOtherActuatorEndpointAlsoFromThoseWithAToken() {
        for (String path : List.of("/actuator", "/actuator/env", "/actuator/gateway/routes", "/actuator/beans")) {
            HttpResponse<String> answer = gateway.send(gateway.signedIn(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void replacesWhatTheClientSaysOfItself() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/platform/v1/runs")
                .header("X-Forwarded-For", "10.9.9.9")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Prefix", "/evil")
                .header("Forwarded", "for=10.9.9.9")
                .header("X-Real-IP", "10.9.9.9")
                .header("X-HTTP-Method-Override", "DELETE")
                .header("Via", "1.1 evil")
                .header("Idempotency-Key", "key-1"));

        Map<String, Object> headers = headersOf(answer);
        assertThat(headers)
                .containsEntry("x-forwarded-for", "127.0.0.1")
                .containsEntry("x-forwarded-host", "127.0.0.1:" + gateway.port())
                .containsEntry("x-forwarded-proto", "http")
                .containsEntry("idempotency-key", "key-1")
                .doesNotContainKeys("forwarded", "x-real-ip", "x-http-method-override", "via", "x-forwarded-prefix");
    }

    @Test
    void continuesAGoodTraceAndReplacesABadOne() {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        HttpResponse<String> good = gateway.send(
                gateway.signedIn("/platform/v1/x").header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01"));
        HttpResponse<String> bad =
                gateway.send(gateway.signedIn("/platform/v1/x").header("traceparent", "00-evil-01"));

        assertThat(String.valueOf(headersOf(good).get("traceparent")))
                .startsWith("00-" + traceId)
                .doesNotContain("00f067aa0ba902b7");
        assertThat(String.valueOf(headersOf(bad).get("traceparent"))).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void refusesBodiesBeyondTheLimitBeforeTheyAreSent() {
        String answer = gateway.raw(
                "POST",
                "/platform/v1/runs",
                "Authorization: Bearer " + gateway.token(),
                "Content-Type: application/json",
                "Content-Length: 17000000");

        assertThat(GatewayHarness.statusOf(answer)).isEqualTo(413);
        assertThat(reached()).isEmpty();
    }

    @Test
    void cutsBodiesThatGrowBeyondTheLimitWhileTheyStream() {
        HttpResponse<String> answer = gateway.send(gateway.signedIn("/platform/v1/sink")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ZeroStream(20_000_000))));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private static Map<String, Object> headersOf(HttpResponse<String> echoed) {
        Map<String, Object> headers = new java.util.HashMap<>();
        GatewayHarness.json(echoed)
                .at("/request/headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }

    /** What has come through to the services behind the door. */
    private static List<EchoServer.Received> reached() {
        return java.util.stream.Stream.concat(gateway.core.received().stream(), gateway.auth.received().stream())
                .toList();
    }
}
