package dev.sextant.sdk.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.sdk.sample.Greetings;
import dev.sextant.sdk.sample.RunningPlugin;
import dev.sextant.sdk.sample.TestCore;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TestTokens;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a plugin's endpoints do with those who mean no good. */
class EndpointSecurityIntegrationTests {

    private static final String GREET = "/greeter/v1/services/greet";

    @TempDir
    static Path folder;

    private static TestCore core;
    private static RunningPlugin plugin;

    @BeforeAll
    static void start() throws IOException {
        core = new TestCore();
        plugin = RunningPlugin.start(folder, core, "--server.tomcat.connection-timeout=1s");
    }

    @BeforeEach
    void forget() {
        plugin.get(Greetings.class).greeted.set(0);
    }

    @AfterAll
    static void stop() {
        plugin.close();
        core.close();
    }

    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of(GREET, invocation("q-1", "\"name\":\"Ann\"")),
                Arguments.of(GREET + "/plan", invocation("q-1", "\"name\":\"Ann\"")),
                Arguments.of(GREET + "/cancel", "{\"requestId\":\"q-1\"}"),
                Arguments.of("/greeter/v1/invocations/q-1", null),
                Arguments.of("/greeter/v1/events", "{\"events\":[]}"),
                Arguments.of("/greeter/entities/guest/query", "{}"),
                Arguments.of("/greeter/entities/guest/create", "[{}]"),
                Arguments.of("/greeter/entities/guest/update", "[{}]"),
                Arguments.of("/greeter/entities/guest/delete", "[{}]"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void takesNoTokenThatIsNotForItself(String path, @Nullable String body) throws Exception {
        TestTokens good = TestIdentities.shared().service("platform-core", "*").audience("greeter");

        for (TestTokens wrong : new TestTokens[] {
            good.audience("sextant"),
            good.audience("greeter-2"),
            good.lifetime(Duration.ofSeconds(-5)),
            TestIdentities.stranger("test-key").service("platform-core", "*").audience("greeter")
        }) {
            assertThat(plugin.sendAs(path, body, wrong.bearer()).status()).isEqualTo(401);
        }
        assertThat(plugin.sendAs(path, body, "Basic YTpi").status()).isEqualTo(401);
        assertThat(plugin.sendAs(path, body, null).status()).isEqualTo(401);
        assertThat(plugin.sendAs(path, body, good.permissions("other:invoke").bearer())
                        .status())
                .isEqualTo(403);
        assertThat(plugin.get(Greetings.class).greeted).hasValue(0);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void takesNoBodyThatIsTooLarge(String path, @Nullable String body) throws Exception {
        if (body != null) {
            assertThat(beginOf(path, 17 * 1024 * 1024)).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void doesNotWaitForABodyThatNeverComes() throws Exception {
        assertThat(beginOf(GREET, 1000)).doesNotContain("HTTP/1.1 2", "HTTP/1.1 500");
        assertThat(plugin.get(Greetings.class).greeted).hasValue(0);
    }

    /** The answer to a request that says how long its body is, and then sends only one byte. */
    private static String beginOf(String path, int length) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: "
                + bearer() + "\r\nContent-Length: " + length + "\r\n\r\n{";
        try (Socket socket = new Socket("127.0.0.1", plugin.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void refusesARepetitionWithAnotherBodyAndRunsNothing() throws Exception {
        plugin.invoke(GREET, invocation("q-2", "\"name\":\"Ann\""));
        for (String other : new String[] {"\"name\":\"Bob\"", "\"name\":\"Ann\",\"language\":\"ZH\""}) {
            var answer = plugin.invoke(GREET, invocation("q-2", other));

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.body().path("code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
        assertThat(plugin.get(Greetings.class).greeted).hasValue(1);
    }

    @Test
    void passesOverWhatALaterCoreSendsButNotWhatNoServiceKnows() throws Exception {
        String later =
                invocation("q-3", "\"name\":\"Ann\"").replace("\"attempt\":1", "\"attempt\":1,\"later\":{\"a\":1}");
        assertThat(plugin.invoke(GREET, later).status()).isEqualTo(200);

        var answer = plugin.invoke(GREET, invocation("q-4", "\"name\":\"Ann\",\"nmae\":\"x\""));

        assertThat(answer.body().at("/results/outputs/0/reason").asString()).isEqualTo("INVALID_INPUT");
        assertThat(plugin.invoke(GREET + "/cancel", "{\"requestId\":\"q-3\",\"later\":1}")
                        .status())
                .isEqualTo(202);
        assertThat(plugin.sendAs("/greeter/entities/guest/query", "{\"filters\":[]}", bearer())
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"requestId":"a","requestId":"b"} | 400
            {"requestId":"q 5","serviceName":"greet","attempt":1,"inputs":[{"callbackParameter":"a"}]} | 422
            {"requestId":"q-5","serviceName":"greet","attempt":"x","inputs":[]} | 400
            {"requestId":"q-5","serviceName":"greet","attempt":1,"inputs":[null]} | 400
            {"requestId":"q-5","serviceName":"greet","attempt":1,"inputs":{}} | 400
            null | 400
            """)
    void refusesWhatIsNoInvocation(String body, int status) throws Exception {
        assertThat(plugin.invoke(GREET, body).status()).isEqualTo(status);
    }

    @Test
    void refusesNestingWithoutEnd() throws Exception {
        String deep = invocation("q-6", "\"name\":" + "[".repeat(50_000) + "]".repeat(50_000));

        assertThat(plugin.invoke(GREET, deep).status()).isEqualTo(400);
        assertThat(plugin.invoke(GREET + "/cancel", "{}").status()).isEqualTo(422);
    }

    private static String bearer() {
        return TestIdentities.shared()
                .service("platform-core", "*")
                .audience("greeter")
                .bearer();
    }

    private static String invocation(String requestId, String input) {
        return "{\"requestId\":\"%s\",\"serviceName\":\"greet\",\"attempt\":1,\"inputs\":[{\"callbackParameter\":\"a\",%s}]}"
                .formatted(requestId, input);
    }
}
