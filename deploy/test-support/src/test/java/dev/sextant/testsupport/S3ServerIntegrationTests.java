package dev.sextant.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class S3ServerIntegrationTests {

    @Test
    void refusesWhoDoesNotSign() throws Exception {
        try (var server = S3Server.start();
                var client = HttpClient.newHttpClient()) {
            var answer = client.send(HttpRequest.newBuilder(server.url()).build(), BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }
}
