package dev.sextant.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.HttpMethod;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.gateway.GatewayClient;
import dev.sextant.core.invocation.PluginTransport.Reply.Accepted;
import dev.sextant.core.invocation.PluginTransport.Reply.Answered;
import dev.sextant.core.invocation.PluginTransport.Reply.Refused;
import dev.sextant.core.invocation.PluginTransport.Reply.Unclear;
import dev.sextant.web.identity.ServiceIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** What the core concludes from answers that the gateway gives in a plugin's place. */
class HttpPluginTransportTests {
    private static final Invocation.Target TARGET = new Invocation.Target(
            "greeter",
            "greet",
            ManifestFormat.SEXTANT,
            HttpMethod.POST,
            "/greeter/v1/services/greet",
            ServiceMode.SYNC,
            false,
            "/greeter/v1/invocations",
            null,
            Duration.ofSeconds(10),
            null);

    private HttpServer gateway;
    private HttpPluginTransport plugins;
    private volatile int status;
    private volatile String asked = "";
    private volatile String body = "";

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            try (exchange) {
                asked = exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " "
                        + exchange.getRequestHeaders().getFirst("requestId") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, 0);
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
        gateway.start();
        plugins = new HttpPluginTransport(
                new GatewayClient(
                        URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                        new StaticListableBeanFactory().getBeanProvider(ServiceIdentity.class),
                        JsonMapper.shared()),
                new StaticListableBeanFactory().getBeanProvider(DataModel.class),
                JsonMapper.shared());
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "503, GATEWAY_SERVICE_UNREACHABLE, Unclear",
        "502, GATEWAY_BROKEN_ANSWER, Unclear",
        "504, GATEWAY_ANSWER_TIMEOUT, Unclear",
        "503, GATEWAY_NO_INSTANCE, NotReceived",
        "503, INVOCATION_RUNNING, NotReceived",
        "429, TOO_MANY_INVOCATIONS, NotReceived",
        "422, INVOCATION_INVALID, Refused",
    })
    void sendsAgainOnlyWhatCertainlyDidNotArrive(int answered, String with, String expected) {
        status = answered;
        body = problem(with);

        assertThat(plugins.invoke(TARGET, request()).getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void believesOnlyThePluginThatItNeverReceivedACall() {
        status = 404;
        body = problem("INVOCATION_UNKNOWN");
        assertThat(plugins.status(TARGET, "q")).isEmpty();

        body = problem("GATEWAY_NOT_FOUND");
        assertThatExceptionOfType(PluginUnreachableException.class).isThrownBy(() -> plugins.status(TARGET, "q"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "no JSON"})
    void takesAnAnswerThatIsNoneForNoAnswer(String answered) {
        status = 200;
        body = answered;

        assertThat(plugins.invoke(TARGET, request())).isInstanceOf(Unclear.class);
        assertThatExceptionOfType(PluginUnreachableException.class).isThrownBy(() -> plugins.status(TARGET, "q"));
        assertThatExceptionOfType(PluginUnreachableException.class)
                .isThrownBy(() -> plugins.query(new EntityName("greeter", "guest"), EntityQuery.all()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'results': 1}",
                "{'results': {'outputs': [null]}}",
                "{'results': {'outputs': [{'outcome': 'DONE'}]}}",
            })
    void believesNoOutcomesThatItCannotRead(String answered) {
        status = 200;
        body = answered.replace('\'', '"');

        assertThat(plugins.invoke(TARGET, request())).isInstanceOf(Unclear.class);
        assertThatExceptionOfType(PluginUnreachableException.class).isThrownBy(() -> plugins.status(TARGET, "q"));
    }

    @Test
    void takesAStatusWithoutOutcomesForOneWithNone() {
        status = 200;
        body = "{\"state\": \"FINISHED\"}";

        assertThat(plugins.status(TARGET, "q"))
                .hasValueSatisfying(told -> assertThat(told.results().outputs()).isEmpty());
    }

    @Test
    void takesAnAnswerBeyondAllBoundsForNoAnswer() {
        status = 200;
        body = " ".repeat(GatewayClient.MOST_BYTES + 1);

        assertThat(plugins.invoke(TARGET, request())).isInstanceOf(Unclear.class);
        assertThatExceptionOfType(PluginUnreachableException.class).isThrownBy(() -> plugins.status(TARGET, "q"));
    }

    @Test
    void speaksWecubesProtocolWithAPluginOfItsKind() {
        status = 200;
        body = "{\"resultCode\":\"0\",\"results\":{\"outputs\":[{\"callbackParameter\":\"a\",\"errorCode\":\"1\"}]}}";

        assertThat(plugins.invoke(ofWecube(ServiceMode.SYNC), request()))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.outcomes())
                                .extracting(RecordOutcome::outcome)
                                .containsExactly(Outcome.FAILED));
        assertThat(asked)
                .startsWith("PUT null q {")
                .contains("\"inputs\":[{\"callbackParameter\":\"a\"}]")
                .doesNotContain("attempt", "timeout");
        assertThat(plugins.invoke(ofWecube(ServiceMode.ASYNC), request())).isInstanceOf(Accepted.class);
        body = "{\"resultCode\":\"1\",\"resultMessage\":\"full\"}";
        assertThat(plugins.invoke(ofWecube(ServiceMode.ASYNC), request())).isInstanceOf(Refused.class);
        status = 500;
        assertThat(plugins.invoke(ofWecube(ServiceMode.SYNC), request())).isInstanceOf(Unclear.class);
    }

    private static Invocation.Target ofWecube(ServiceMode mode) {
        return new Invocation.Target(
                "greeter",
                "greet",
                ManifestFormat.WECUBE,
                HttpMethod.PUT,
                "/greeter/v1/greet",
                mode,
                false,
                null,
                null,
                Duration.ofSeconds(10),
                null);
    }

    private String problem(String code) {
        return "{\"title\":\"No\",\"status\":%d,\"code\":\"%s\"}".formatted(status, code);
    }

    private static InvocationRequest request() {
        return new InvocationRequest(
                "q",
                null,
                "greet",
                null,
                1,
                List.of(),
                List.of(Map.of("callbackParameter", "a")),
                null,
                List.of(),
                null);
    }
}
