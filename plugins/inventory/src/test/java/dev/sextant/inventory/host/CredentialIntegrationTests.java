package dev.sextant.inventory.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.inventory.TestApplication;
import dev.sextant.sdk.Secret;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class CredentialIntegrationTests {
    private static final String CANARY = "canary-5f2c81-password";

    @TempDir
    Path folder;

    @Test
    void givesCredentialsToPluginsWithThePermissionAndToNobodyElse(CapturedOutput output)
            throws IOException, InterruptedException {
        try (TestApplication inventory = TestApplication.start(TestApplication.withSealingKey(folder))) {
            String id = createHost(inventory);
            TestIdentities identities = TestIdentities.shared();

            HttpResponse<String> revealed = reveal(
                    inventory,
                    id,
                    identities.plugin("job-execution", "inventory:reveal").audience("inventory"));
            assertThat(revealed.statusCode()).isEqualTo(200);
            assertThat(revealed.body())
                    .contains(CANARY, "\"user\":\"root\"", "\"authentication\":\"PASSWORD\"")
                    .doesNotContain("privateKey");
            assertThat(revealed.headers().firstValue("Cache-Control"))
                    .hasValueSatisfying(value -> assertThat(value).contains("no-store"));

            for (TestTokens token : List.of(
                    identities.administrator().audience("inventory"),
                    identities.user("ada", "inventory:*").audience("inventory"),
                    identities.user("ada", "inventory:reveal").audience("inventory"),
                    identities.service("platform-core", "*").audience("inventory"),
                    identities.plugin("other", "inventory:read").audience("inventory"))) {
                HttpResponse<String> refused = reveal(inventory, id, token);
                assertThat(refused.statusCode()).as(token.subject()).isEqualTo(403);
                assertThat(refused.body()).doesNotContain(CANARY);
            }
            assertThat(reveal(inventory, id, identities.plugin("job-execution", "inventory:reveal"))
                            .statusCode())
                    .as("a token for the platform's door")
                    .isEqualTo(401);
            assertThat(output.getAll()).doesNotContain(CANARY);
        }
    }

    @Test
    void keepsNoSecretWhereADumpOfTheDatabaseOrItsFilesWouldShowIt() throws IOException {
        String key;
        try (TestApplication inventory = TestApplication.start(TestApplication.withSealingKey(folder))) {
            createHost(inventory);
            key = Files.readString(folder.resolve("sealing.key"));

            String dump = String.join(
                    "\n",
                    inventory
                            .bean(JdbcClient.class)
                            .sql("script")
                            .query((row, number) -> row.getString(1))
                            .list());

            assertThat(dump).contains("web-1").doesNotContain(CANARY).doesNotContain(key);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> !each.endsWith("sealing.key")).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(CANARY)
                        .doesNotContain(key);
            }
        }
    }

    @Test
    void goesOnAfterARestartWithTheSameKeyAndRefusesToStartWithAnother() throws IOException {
        String id;
        try (TestApplication inventory = TestApplication.start(TestApplication.withSealingKey(folder))) {
            id = createHost(inventory);
        }
        try (TestApplication inventory = TestApplication.start(folder)) {
            assertThat(inventory
                            .bean(Credentials.class)
                            .reveal(List.of(id))
                            .getFirst()
                            .password())
                    .isEqualTo(CANARY);
        }
        TestApplication.withSealingKey(folder);
        assertThatThrownBy(() -> TestApplication.start(folder))
                .hasStackTraceContaining("The master key is not the one that this database's secrets were sealed with");
    }

    @Test
    void refusesToStartWithoutASealingKey() {
        assertThatThrownBy(() -> TestApplication.start(folder)).hasStackTraceContaining("is missing");
    }

    @Test
    void doesNotOpenACredentialThatWasMovedToAnotherHost() {
        try (TestApplication inventory = TestApplication.start(TestApplication.withSealingKey(folder))) {
            String id = createHost(inventory);
            String other = inventory
                    .bean(HostStore.class)
                    .create(List.of(HostStoreContract.host("other", "10.0.0.9")))
                    .getFirst()
                    .id();
            inventory
                    .bean(JdbcClient.class)
                    .sql("update host set sealed_credential = (select h.sealed_credential from host h where h.id = ?)"
                            + " where id = ?")
                    .params(id, other)
                    .update();

            assertThatThrownBy(() -> inventory.bean(Credentials.class).reveal(List.of(other)))
                    .hasMessageContaining("cannot be opened");
        }
    }

    private static String createHost(TestApplication inventory) {
        Host host = HostStoreContract.host("web-1", "10.0.0.1");
        Host withPassword = new Host(
                host.name(),
                host.address(),
                22,
                "root",
                Authentication.PASSWORD,
                Secret.of(CANARY),
                host.hostKey(),
                null,
                List.of(),
                null);
        return inventory
                .bean(HostStore.class)
                .create(List.of(withPassword))
                .getFirst()
                .id();
    }

    private static HttpResponse<String> reveal(TestApplication inventory, String id, TestTokens token)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + inventory.port() + "/inventory/v1/credentials/reveal"))
                .header("Authorization", token.bearer())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"hosts\":[\"" + id + "\"]}"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
