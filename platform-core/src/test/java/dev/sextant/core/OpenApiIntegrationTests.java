package dev.sextant.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface that the portal's client is made from is the one that the core serves. */
@Tag("any-database")
@CoreIntegrationTest
class OpenApiIntegrationTests {
    private static final String OPENAPI = "/platform/v1/openapi";
    private static final Path FILE = Path.of("openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @LocalServerPort
    int port;

    @Test
    void servesWhatTheFileSays() throws IOException {
        var answer = CoreClient.administrator(port).get(OPENAPI);
        assertThat(answer.status()).isEqualTo(200);
        var served = JSON.writeValueAsString(answer.json()).replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("sextant.openapi.write")) {
            Files.writeString(FILE, served);
        }
        assertThat(FILE)
                .as("The interface changed. Look at the difference, then write platform-core/openapi.json anew: mvn -pl"
                        + " platform-core verify -Dit.test=OpenApiIntegrationTests"
                        + " -Dfailsafe.failIfNoSpecifiedTests=false -Dsextant.openapi.write=true")
                .exists()
                .hasContent(served);
    }

    @Test
    void describesTheInterfaceToNobodyWithoutAToken() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var path : new String[] {OPENAPI, OPENAPI + ".yaml", "/v3/api-docs", "/swagger-ui.html"}) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
                assertThat(client.send(request.build(), BodyHandlers.discarding())
                                .statusCode())
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }
}
