package dev.sextant.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.wire.InvocationRequest;
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
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** What the core concludes from answers that the gateway gives in a plugin's place. */
class HttpPluginTransportTests {
    private static final Invocation.Target TARGET = new Invocation.Target(
            "greeter",
            "greet",
            "/greeter/v1/services/greet",
            ServiceMode.SYNC,
            false,
            "/greeter/v1/invocations",
            null,
            Duration.ofSeconds(10));

    private HttpServer gateway;
    private HttpPluginTransport plugins;
    private volatile int status;
    private volatile String code = "";

    @BeforeEach
    void start() throws IOException {
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                byte[] problem = "{\"title\":\"No\",\"status\":%d,\"code\":\"%s\"}"
                        .formatted(status, code)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, problem.length);
                exchange.getResponseBody().write(problem);
            }
        });
        gateway.start();
        plugins = new HttpPluginTransport(
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                new StaticListableBeanFactory().getBeanProvider(ServiceIdentity.class),
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
        code = with;

        assertThat(plugins.invoke(TARGET, request()).getClass().getSimpleName()).isEqualTo(expected);
    }

    @Test
    void believesOnlyThePluginThatItNeverReceivedACall() {
        status = 404;
        code = "INVOCATION_UNKNOWN";
        assertThat(plugins.status(TARGET, "q")).isEmpty();

        code = "GATEWAY_NOT_FOUND";
        assertThatExceptionOfType(PluginUnreachableException.class).isThrownBy(() -> plugins.status(TARGET, "q"));
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
