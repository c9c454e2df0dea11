package dev.sextant.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.Ids;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.edit.IfMatch;
import dev.sextant.web.idempotency.Idempotent;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.KeySource;
import dev.sextant.web.page.Page;
import dev.sextant.web.page.PageQuery;
import dev.sextant.web.policy.OpenToAll;
import dev.sextant.web.policy.RequiresPermission;
import dev.sextant.web.policy.SignedIn;
import dev.sextant.web.problem.WebError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of the module on a real server. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WebIntegrationTests {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void refusesWithoutToken() throws Exception {
        HttpResponse<String> answer = get("/things", null);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Bearer");
        assertThat(problem(answer).path("code").asString()).isEqualTo("TOKEN_REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing", "/error", "/actuator", "/actuator/env", "/things;a=b", "/things//", "//things",
                        "/things/..",
                "/things%2f", "/%2e%2e/things", "/THINGS", "/things.json", "/things/", "/open/", "/open.json",
                        "/open;x",
                "/open/../things", "/open%2f..%2fthings", "/actuator/health/../env", "/things%00", "/things%0a",
                        "/v3/api-docs"
            })
    void opensNothingByAnotherSpelling(String path) throws Exception {
        assertThat(get(path, null).statusCode()).isIn(400, 401);
    }

    @Test
    void answersHealthWithoutTokenAndWithoutDetails() throws Exception {
        HttpResponse<String> answer = get("/actuator/health", null);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
        assertThat(get("/actuator/health/readiness", null).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get("/actuator/health/db", administrator()).statusCode()).isEqualTo(404);
    }

    @Test
    void tellsHandlerItsCaller() throws Exception {
        HttpResponse<String> answer =
                get("/me", TestIdentities.shared().user("ann", "things:read").bearer());
        assertThat(answer.body()).isEqualTo("user:ann");
        assertThat(answer.headers().firstValue("x-trace-id"))
                .hasValueSatisfying(id -> assertThat(id).hasSize(32));
        assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    }

    @Test
    void asksForExactPermission() throws Exception {
        HttpResponse<String> answer = get(
                "/things",
                TestIdentities.shared().user("ann", "other:*", "*:write").bearer());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem(answer).path("code").asString()).isEqualTo("PERMISSION_MISSING");
        assertThat(get("/things", TestIdentities.shared().user("ann", "*:read").bearer())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void opensNothingBeforePasswordIsChanged() throws Exception {
        String token = TestIdentities.shared().user("ann", "password:change").bearer();
        assertThat(problem(get("/me", token)).path("code").asString()).isEqualTo("PASSWORD_CHANGE_REQUIRED");
        assertThat(get("/first-steps", token).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsCallerWhenHandlerGoesAsynchronous() throws Exception {
        assertThat(get("/later", administrator()).body()).isEqualTo("done");
    }

    @Test
    void openHandlerIgnoresOldToken() throws Exception {
        assertThat(get("/open", "Bearer nonsense").statusCode()).isEqualTo(200);
        assertThat(get("/me", "Bearer nonsense").statusCode()).isEqualTo(401);
        assertThat(get("/me", "Basic YWRtaW46YWRtaW4=").statusCode()).isEqualTo(401);
    }

    @Test
    void saysWhereJsonIsMalformed() throws Exception {
        JsonNode problem = problem(post("{\n  \"name\": \"x\",\n  \"size\": 1,,\n}"));
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("code").asString()).isEqualTo("MALFORMED_JSON");
        assertThat(problem.at("/errors/0/line").asInt()).isEqualTo(3);
        assertThat(problem.at("/errors/0/column").asInt()).isPositive();
        assertThat(problem.path("traceId").asString()).hasSize(32);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "\"x\"",
                "{",
                "{\"name\":\"x\",\"size\":1,\"more\":2}",
                "{\"name\":\"x\",\"name\":\"y\",\"size\":1}",
                "{\"name\":\"x\",\"size\":\"one\"}",
                "{\"name\":\"x\",\"size\":99999999999999}",
                "{\"name\":{},\"size\":1}",
                "{\"name\":\"x\",\"size\":1} trailing",
                "{\"name\":\"x\",\"size\":null}",
                "{\"name\":\"x\",\"size\":1.5}",
                "{\"name\":7,\"size\":1}"
            })
    void refusesOtherJson(String body) throws Exception {
        HttpResponse<String> answer = post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).doesNotContain("dev.sextant", "java.", "tools.jackson", "one\"");
    }

    @Test
    void refusesDeepJson() throws Exception {
        assertThat(post("[".repeat(100_000)).statusCode()).isEqualTo(400);
    }

    @Test
    void refusesBodiesThatAreTooLarge() throws Exception {
        String large = "{\"name\":\"%s\",\"size\":1}".formatted("x".repeat(16 * 1024 * 1024));
        assertProblem(post(large), 413, "TOO_LARGE");
        var chunked = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)));
        assertProblem(
                send(
                        request("/things")
                                .header("Content-Type", "application/json")
                                .POST(chunked),
                        administrator()),
                413,
                "TOO_LARGE");
        var open = request("/open-echo")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("\"" + "x".repeat(64 * 1024) + "\""));
        assertProblem(send(open, null), 413, "TOO_LARGE");
    }

    @Test
    void listsEachInvalidField() throws Exception {
        JsonNode problem = problem(post("{\"name\":\" \",\"size\":11}"));
        assertThat(problem.path("status").asInt()).isEqualTo(422);
        assertThat(problem.path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactlyInAnyOrder("/name", "/size");
    }

    @Test
    void refusesInProblemDetailsWhateverIsWrong() throws Exception {
        assertProblem(send(request("/things").DELETE(), administrator()), 405, "METHOD_NOT_ALLOWED");
        assertProblem(
                send(
                        request("/things")
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .header("Content-Type", "text/plain"),
                        administrator()),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        assertProblem(
                send(request("/things").header("Accept", "image/png").GET(), administrator()), 406, "NOT_ACCEPTABLE");
        assertProblem(get("/nothing", administrator()), 404, "NOT_FOUND");
        assertProblem(get("/counted", administrator()), 400, "MALFORMED_REQUEST");
        assertProblem(get("/counted?count=x", administrator()), 400, "MALFORMED_REQUEST");
        assertProblem(get("/counted?count=%ED%A0%80", administrator()), 400, "MALFORMED_REQUEST");
        assertProblem(get("/counted?count=11", administrator()), 422, "INVALID_REQUEST");
        assertProblem(get("/busy", administrator()), 429, "TOO_MANY_REQUESTS");
        assertThat(get("/busy", administrator()).headers().firstValue("retry-after"))
                .isPresent();
    }

    @Test
    void tellsNothingOfAnInternalFailure() throws Exception {
        HttpResponse<String> answer = get("/broken", administrator());
        assertProblem(answer, 500, "INTERNAL");
        assertThat(answer.body()).doesNotContain("insides", "Exception", "\tat ");
    }

    @Test
    void continuesTrace() throws Exception {
        HttpResponse<String> answer = send(
                request("/me")
                        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                        .GET(),
                administrator());
        assertThat(answer.headers().firstValue("x-trace-id")).hasValue("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    void readsLimitsAndCursors() throws Exception {
        assertThat(get("/pages", administrator()).body()).isEqualTo("{\"items\":[50],\"next\":null}");
        assertThat(get("/pages?limit=7", administrator()).body()).contains("[7]");
        for (String bad : List.of("limit=0", "limit=501", "limit=x", "limit=-1", "limit=99999999999")) {
            assertProblem(get("/pages?" + bad, administrator()), 400, "BAD_LIMIT");
        }
        assertProblem(get("/pages?after=x", administrator()), 400, "BAD_CURSOR");
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() throws Exception {
        HttpRequest.BodyPublisher nothing = HttpRequest.BodyPublishers.noBody();
        assertProblem(send(request("/edits").PUT(nothing), administrator()), 428, "PRECONDITION_REQUIRED");
        assertProblem(send(request("/edits").PUT(nothing).header("If-Match", "\"v6\""), administrator()), 412, "STALE");
        assertThat(send(request("/edits").PUT(nothing).header("If-Match", "\"v7\""), administrator())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void givesTheFirstAnswerAgain() throws Exception {
        HttpResponse<String> first = keyed("k1", "{\"name\":\"a\",\"size\":1}", administrator());
        HttpResponse<String> again = keyed("k1", "{\"name\":\"a\",\"size\":1}", administrator());
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));
        assertThat(again.headers().firstValue("content-type"))
                .isEqualTo(first.headers().firstValue("content-type"));
        assertThat(again.headers().firstValue("idempotency-replayed")).hasValue("true");
        assertProblem(keyed("k1", "{\"name\":\"b\",\"size\":1}", administrator()), 422, "KEY_REUSED");
        String other = TestIdentities.shared().user("ann", "*").bearer();
        assertThat(keyed("k1", "{\"name\":\"a\",\"size\":1}", other).body()).isNotEqualTo(first.body());
        assertProblem(keyed("", "{\"name\":\"a\",\"size\":1}", administrator()), 400, "BAD_IDEMPOTENCY_KEY");
    }

    @Test
    void refusesTheSameKeyWhileTheFirstIsWorkedOn() throws Exception {
        Things.entered = new CountDownLatch(1);
        Things.release = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> slowly("k2"));
        Things.entered.await();
        assertProblem(slowly("k2"), 409, "IN_PROGRESS");
        Things.release.countDown();
        assertThat(first.get().statusCode()).isEqualTo(201);
        assertThat(slowly("k2").body()).isEqualTo(first.get().body());
    }

    @Test
    void forgetsKeyOfRefusedRequest() throws Exception {
        assertThat(keyed("k3", "{\"name\":\"\",\"size\":1}", administrator()).statusCode())
                .isEqualTo(422);
        assertThat(keyed("k3", "{\"name\":\"a\",\"size\":1}", administrator()).statusCode())
                .isEqualTo(201);
    }

    private HttpResponse<String> slowly(String key) {
        try {
            return keyed(key, "{\"name\":\"slow\",\"size\":1}", administrator());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private HttpResponse<String> keyed(String key, String body, String authorization) throws Exception {
        return send(
                request("/keyed")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                authorization);
    }

    private static String administrator() {
        return TestIdentities.shared().administrator().bearer();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(problem(answer).path("code").asString()).isEqualTo(code);
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path, @Nullable String authorization) throws Exception {
        return send(request(path).GET(), authorization);
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(
                request("/things")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                administrator());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, @Nullable String authorization)
            throws IOException, InterruptedException {
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    record Thing(@NotBlank String name, @Max(10) int size) {}

    @RestController
    static class Things {
        private static volatile CountDownLatch entered = new CountDownLatch(0);
        private static volatile CountDownLatch release = new CountDownLatch(0);

        @GetMapping(path = "/things", produces = "application/json")
        @RequiresPermission("things:read")
        Map<String, String> things() {
            return Map.of("a", "b");
        }

        @PostMapping(path = "/things", consumes = "application/json")
        @RequiresPermission("things:write")
        Thing create(@Valid @RequestBody Thing thing) {
            return thing;
        }

        @GetMapping("/me")
        @SignedIn("Everybody may know who he is")
        String me(Caller caller) {
            return caller.subject();
        }

        @GetMapping("/first-steps")
        @SignedIn(value = "Needed to change the password", beforePasswordChange = true)
        String firstSteps() {
            return "ok";
        }

        @GetMapping("/open")
        @OpenToAll("A test")
        String open() {
            return "open";
        }

        @PostMapping("/open-echo")
        @OpenToAll("A test")
        String openEcho(@RequestBody String body) {
            return body;
        }

        @GetMapping("/later")
        @RequiresPermission("things:read")
        Callable<String> later() {
            return () -> "done";
        }

        @GetMapping("/counted")
        @RequiresPermission("things:read")
        String counted(@RequestParam @Max(10) int count) {
            return "" + count;
        }

        @GetMapping("/pages")
        @RequiresPermission("things:read")
        Page<Integer> pages(PageQuery query) {
            return Page.whole(List.of(query.limit()));
        }

        @PutMapping("/edits")
        @RequiresPermission("things:write")
        void edit(IfMatch seen) {
            seen.require(7);
        }

        @PostMapping("/keyed")
        @RequiresPermission("things:write")
        @Idempotent(required = true)
        ResponseEntity<Thing> keyed(@Valid @RequestBody Thing thing) throws InterruptedException {
            if (thing.name().equals("slow")) {
                entered.countDown();
                release.await();
            }
            String id = Ids.next();
            return ResponseEntity.created(URI.create("/keyed/" + id)).body(new Thing(id, 1));
        }

        @GetMapping("/busy")
        @RequiresPermission("things:read")
        String busy() {
            throw new ProblemException(WebError.TOO_MANY_REQUESTS, "Later");
        }

        @GetMapping("/broken")
        @RequiresPermission("things:read")
        String broken() {
            throw new IllegalStateException("insides");
        }
    }

    @Configuration
    @EnableAutoConfiguration
    @Import(Things.class)
    static class TestApplication {
        @Bean
        KeySource keySource() {
            return TestIdentities.shared()::publicKey;
        }
    }
}
