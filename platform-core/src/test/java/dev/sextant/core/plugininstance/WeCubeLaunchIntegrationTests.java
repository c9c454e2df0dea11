package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.FakeAuthServer;
import dev.sextant.core.installation.Installation;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TinyImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a plugin built for WeCube gets when it is launched, and that nothing is made while something is missing. */
@Tag("any-database")
@CoreIntegrationTest
class WeCubeLaunchIntegrationTests {
    private static final String CANARY = "canary,with=commas{{SEED}}";
    private static final String INSTANCES = "/platform/v1/plugin-instances";
    private static final String REGISTER = """
            <package name="relic" version="v2.1">
              <packageDependencies><packageDependency name="platform" version="v3.0"/></packageDependencies>
              <systemParameters>
                <systemParameter name="RELIC_PREFIX" scopeType="plugins" defaultValue="!,%"/>
                <systemParameter name="RELIC_EMPTY" scopeType="relic" defaultValue=""/>
              </systemParameters>
              <resourceDependencies>
                <docker imageName="relic:2" containerName="relic" portBindings="{{ALLOCATE_PORT}}:8080,{{MONITOR_PORT}}:8081"
                  volumeBindings="/etc/localtime:/etc/localtime,{{BASE_MOUNT_PATH}}/relic/log:/var/log/relic,{{BASE_MOUNT_PATH}}/pki:/etc/relic/pki"
                  envVariables="PREFIX={{RELIC_PREFIX}},EMPTY={{RELIC_EMPTY}},SEED={{RELIC_SEED}},MORE=x {{RELIC_OTHER}},AT={{ALLOCATE_HOST}}:{{ALLOCATE_PORT}}:{{MONITOR_PORT}},GATEWAY={{GATEWAY_URL}},CODE={{SUB_SYSTEM_CODE}},KEY={{SUB_SYSTEM_KEY}},JWT={{JWT_SIGNING_KEY}}"/>
              </resourceDependencies>
            </package>""";

    @Autowired
    Installation installation;

    @LocalServerPort
    int port;

    CoreClient client;
    String packageId = "";

    @BeforeEach
    void upload() {
        client = CoreClient.administrator(port);
        var answer = client.upload(PluginArchive.ofWecube(REGISTER, TinyImage.healthy("relic:2", "relic")));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        packageId = answer.text("id");
        assertThat(client.register(packageId).status()).isEqualTo(200);
    }

    @AfterEach
    void removeAll() {
        for (var instance : client.get(INSTANCES).json().get("items")) {
            client.delete(INSTANCES + "/" + instance.get("id").asString());
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get(INSTANCES).json().get("items").isEmpty());
        DockerEngine.removeAll(Labels.INSTALLATION + "=" + installation.id());
        client.post("/platform/v1/plugin-packages/" + packageId + "/decommission");
        client.delete("/platform/v1/plugin-packages/" + packageId);
        for (var variable :
                client.get("/platform/v1/system-variables?plugin=relic").json().get("items")) {
            var path = "/platform/v1/system-variables/" + variable.get("id").asString();
            client.send(client.request(path).header("If-Match", "*").DELETE());
        }
    }

    @Test
    void refusesALaunchWithAllThatIsMissingAndThenFillsEveryGap() throws Exception {
        var refused = client.post("/platform/v1/plugin-packages/" + packageId + "/instances", "{}");
        assertThat(refused.status()).as(refused.response().body()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("VARIABLES_MISSING");
        assertThat(refused.json().get("errors"))
                .extracting(error -> error.get("pointer").asString())
                .containsExactly("containers[0].environment.SEED", "containers[0].environment.MORE");
        assertThat(client.get(INSTANCES).json().get("items")).isEmpty();

        set("RELIC_SEED", "secret", CANARY);
        set("RELIC_OTHER", "string", "y");
        var launched = client.post("/platform/v1/plugin-packages/" + packageId + "/instances", "{}");
        assertThat(launched.status()).as(launched.response().body()).isEqualTo(202);
        var instance = awaitHealthy(launched.text("id"));

        var container = DockerEngine.inspect(instance.get("containerId").asString());
        var environment = environmentOf(container);
        assertThat(environment)
                .containsAllEntriesOf(Map.of(
                        "PREFIX",
                        "!,%",
                        "EMPTY",
                        "",
                        "SEED",
                        CANARY,
                        "MORE",
                        "x y",
                        "CODE",
                        "SYS_TEST",
                        "JWT",
                        "k".repeat(88)))
                .containsKey("TZ")
                .doesNotContainKey("SEXTANT_DATA");
        assertThat(environment.get("GATEWAY")).isEqualTo(environment.get("SEXTANT_GATEWAY_URL"));
        assertThat(environment.get("AT")).endsWith(":8080:8081");
        assertThat(environment.get("KEY")).isEqualTo(Files.readString(key()).strip());
        assertThat(Files.getPosixFilePermissions(key())).isEqualTo(PosixFilePermissions.fromString("r--------"));
        assertThat(StreamSupport.stream(container.at("/HostConfig/Mounts").spliterator(), false)
                        .map(mount -> mount.get("Type").asString() + " "
                                + mount.get("Target").asString()))
                .containsExactlyInAnyOrder(
                        "bind /run/secrets/sextant", "volume /var/log/relic", "volume /etc/relic/pki");
        assertThat(container.at("/HostConfig/ReadonlyRootfs").booleanValue()).isFalse();
        assertThat(FakeAuthServer.shared().identity("plugin:relic")).isPresent();
        assertThat(client.get("/platform/v1/events?limit=500").response().body())
                .doesNotContain(CANARY);
    }

    private Path key() {
        return installation.home().resolve("secrets/plugins/relic/sub-system.key");
    }

    private void set(String name, String type, String value) {
        var answer = client.post(
                "/platform/v1/system-variables",
                "{\"name\": \"%s\", \"scope\": \"PLUGIN\", \"plugin\": \"relic\", \"type\": \"%s\", \"value\": \"%s\"}"
                        .formatted(name, type, value));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    private JsonNode awaitHealthy(String id) {
        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
            var instance = client.get(INSTANCES + "/" + id).json();
            assertThat(instance.get("state").asString()).as(instance.toString()).isEqualTo("HEALTHY");
        });
        return client.get(INSTANCES + "/" + id).json();
    }

    private static Map<String, String> environmentOf(JsonNode container) {
        var variables = new HashMap<String, String>();
        for (var variable : container.at("/Config/Env")) {
            var parts = List.of(variable.asString().split("=", 2));
            variables.put(parts.getFirst(), parts.getLast());
        }
        return variables;
    }
}
