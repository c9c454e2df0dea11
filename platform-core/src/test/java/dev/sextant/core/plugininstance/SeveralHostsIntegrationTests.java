package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.resource.EngineHosts;
import dev.sextant.core.resource.ResourceHosts;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.SecondDockerEngine;
import dev.sextant.testsupport.TinyImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two real engines: the machine's own, and one in a network namespace. */
@CoreIntegrationTest
class SeveralHostsIntegrationTests {
    private static SecondDockerEngine second;

    @Autowired
    Installation installation;

    @Autowired
    ResourceHosts hosts;

    @Autowired
    EngineHosts engineHosts;

    @Autowired
    EngineWatch watch;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    InstanceSteps steps;
    String local;
    String other;

    @BeforeAll
    static void startSecondEngine() {
        second = SecondDockerEngine.start();
    }

    @AfterAll
    static void endSecondEngine() {
        second.close();
    }

    @BeforeEach
    void enterTheSecondHost() {
        steps = new InstanceSteps(port);
        watch.look();
        local = host("local");
        other = entered(second.clientPems()).text("id");
        watch.look();
    }

    @AfterEach
    void forgetTheSecondHost() {
        limit(local, "{}");
        steps.removeAll();
        watch.look();
        assertThat(second.containers()).isEmpty();
        for (var kind : List.of("network", "volume")) {
            assertThat(second.docker(kind, "ls", "-q", "--filter", "label=" + label())
                            .lines()
                            .filter(line -> !line.contains("homely")))
                    .isEmpty();
        }
        database.sql("delete from resource_host where name = 'second'").update();
        DockerEngine.removeAll(label());
    }

    @Test
    @Tag("any-database")
    void spreadsInstancesOverTheHostsAndLooksAfterEach() throws Exception {
        var packageId = steps.registered("spread", "1.0.0", "");
        assertThat(steps.scale(packageId, 2).status()).isEqualTo(202);

        await().atMost(InstanceSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.of("spread"))
                        .extracting(one -> one.get("state").asString())
                        .containsExactly("HEALTHY", "HEALTHY"));
        assertThat(steps.of("spread"))
                .extracting(one -> one.get("host").asString())
                .containsExactlyInAnyOrder("local", "second");
        var there = on("second");
        assertThat(there.get("address").asString()).startsWith("http://" + second.address() + ":");
        assertThat(answer(there)).isEqualTo(200);
        assertThat(second.docker("ps", "-q", "--no-trunc", "--filter", "label=sextant.instance"))
                .isEqualTo(there.get("containerId").asString());
        assertThat(steps.client()
                        .get("/platform/v1/plugin-instances/" + there.get("id").asString() + "/logs")
                        .json()
                        .at("/items/0/text")
                        .asString())
                .isEqualTo("ready");
        assertThat(there.get("memoryBytes").asLong()).isPositive();

        assertThat(second.docker("exec", there.get("containerId").asString(), "ls", "/run/secrets/sextant"))
                .contains("identity.jwk", "sealing.key");
        assertThat(second.docker(
                        "inspect",
                        "--format",
                        "{{range .Mounts}}{{.Type}} {{end}}",
                        there.get("containerId").asString()))
                .isEqualTo("volume");
        second.docker("kill", there.get("containerId").asString());
        await().atMost(InstanceSteps.PATIENCE).untilAsserted(() -> {
            assertThat(on("second").get("restarts").asInt()).isEqualTo(1);
            assertThat(on("second").get("state").asString()).isEqualTo("HEALTHY");
        });

        assertThat(steps.scale(packageId, 1).status()).isEqualTo(202);
        await().atMost(InstanceSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.of("spread")).hasSize(1));
    }

    @Test
    @Tag("any-database")
    void removesWhatNobodyWantsOnEachHostAndNothingForeign() {
        second.load(TinyImage.healthy("orphan:1.0.0"));
        var orphan = second.docker("create", "--label", label(), "--label", "sextant.instance=gone", "orphan:1.0.0");
        var foreign = second.docker(
                "create",
                "--label",
                "sextant.installation=another",
                "--label",
                "sextant.instance=gone",
                "orphan:1.0.0");
        var network = "sextant-" + installation.id() + "-gone";
        second.docker("network", "create", "--label", label(), "--label", "sextant.network=plugin", network);
        second.docker("network", "create", "--label", "sextant.network=plugin", "sextant-another-gone");

        watch.look();

        assertThat(second.containers()).containsExactly(foreign).doesNotContain(orphan);
        assertThat(second.docker("network", "ls", "--format", "{{.Name}}"))
                .contains("sextant-another-gone")
                .doesNotContain(network);
        second.docker("rm", foreign);
        second.docker("network", "rm", "sextant-another-gone");
    }

    @Test
    void placesNothingOnADrainedHost() {
        drain(other);
        var packageId = steps.registered("drained", "1.0.0", "");

        var refused = steps.launch(packageId, "{\"hostId\": \"%s\"}".formatted(other));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("NO_HOST_FITS");
        assertThat(refused.text("detail")).contains("second: takes no new instances");
        assertThat(steps.scale(packageId, 2).status()).isEqualTo(202);
        assertThat(steps.of("drained"))
                .extracting(one -> one.get("host").asString())
                .containsOnly("local");
        assertThat(steps.launch(packageId, "{\"hostId\": \"nowhere\"}").text("code"))
                .isEqualTo("HOST_NOT_FOUND");
    }

    @Test
    void neverOverbooksAHostHoweverManyLaunchAtOnce() {
        drain(other);
        var used = load(local);
        limit(local, "{\"memoryLimitBytes\": %d}".formatted(used + (2 * 64L << 20)));
        var packageId = steps.registered("booking", "1.0.0", "");

        var answers = IntStream.range(0, 6)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> steps.launch(packageId, "{}")))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(2);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 202)
                .allSatisfy(answer -> assertThat(answer.text("code")).isEqualTo("NO_HOST_FITS"));
        assertThat(load(local)).isEqualTo(used + (2 * 64L << 20));
    }

    @Test
    @Tag("any-database")
    void reachesAnEngineOverTlsOnlyWithItsKeys() {
        try (var known = new DockerConnection(
                        second.tlsUrl(), EngineTls.of(second.clientPems()), Duration.ofSeconds(20));
                var stranger = new DockerConnection(second.tlsUrl(), Duration.ofSeconds(20))) {
            assertThat(new DockerContainerRuntime(known, "any", 10001).facts().cpus())
                    .isPositive();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> new DockerContainerRuntime(stranger, "any", 10001).facts());
        }
        database.sql("delete from resource_host where name = 'second'").update();
        assertThat(entered("no keys").text("code")).isEqualTo("HOST_INVALID");
        other = entered(second.clientPems()).text("id");
        for (var hostile : List.of("", "text", second.clientPems().replace("PRIVATE", "PUBLIC"))) {
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> EngineTls.of(hostile));
        }
    }

    @Test
    @Tag("any-database")
    void refusesLimitsThatMakeNoSense() {
        for (var hostile : List.of(
                "{\"memoryLimitBytes\": -1}",
                "{\"cpuLimit\": -0.5}",
                "{\"publishAddress\": \"0.0.0.0\"}",
                "{\"publishAddress\": \"169.254.169.254\"}",
                "{\"publishAddress\": \"example.org\"}",
                "{\"publishAddress\": \"10.0.0.1 \"}",
                "{\"gatewayUrl\": \"file:///etc/passwd\"}",
                "{\"gatewayUrl\": \"http://user:secret@host:1\"}",
                "{\"gatewayUrl\": \"http://host/path\"}")) {
            var answer = steps.put("/platform/v1/engine-hosts/" + local + "/limits", hostile);
            assertThat(answer.text("code")).as(hostile).isEqualTo("HOST_INVALID");
        }
        assertThat(engineHosts.find(local).orElseThrow().limits().publishAddress())
                .isNull();
        var packageId = steps.registered("refusing", "1.0.0", "");
        for (var hostile : List.of("{}", "{\"instances\": -1}", "{\"instances\": 17}", "{\"instances\": 2147483647}")) {
            assertThat(steps.put("/platform/v1/plugin-packages/" + packageId + "/scale", hostile)
                            .text("code"))
                    .isEqualTo("TOO_MANY_INSTANCES");
        }
    }

    @Test
    void keepsAPluginWithDataOnItsHostInTheClosedProfile() throws Exception {
        var packageId = steps.registered("homely", "1.0.0", "database: {}");
        assertThat(steps.scale(packageId, 2).text("code")).isEqualTo("PLUGIN_RUNS_ALREADY");
        assertThat(steps.of("homely")).isEmpty();
        var id =
                steps.launch(packageId, "{\"hostId\": \"%s\"}".formatted(other)).text("id");
        var container = steps.awaitState(id, "HEALTHY").get("containerId").asString();
        assertThat(DockerContainerRuntimeIntegrationTests.securityOf(JsonMapper.shared()
                        .readTree(second.docker("inspect", container))
                        .get(0)))
                .isEqualTo(golden(id));
        steps.client().delete("/platform/v1/plugin-instances/" + id);
        await().atMost(InstanceSteps.PATIENCE)
                .untilAsserted(() -> assertThat(steps.of("homely")).isEmpty());

        assertThat(steps.launch(packageId, "{\"hostId\": \"%s\"}".formatted(local))
                        .text("code"))
                .isEqualTo("DATA_ELSEWHERE");
        var again = steps.launch(packageId, "{}").text("id");
        assertThat(steps.instance(again).get("host").asString()).isEqualTo("second");
        database.sql("delete from plugin_home where plugin = 'homely'").update();
    }

    /** The closed profile, in which two things differ: one port is published, and the secrets lie in a volume in memory. */
    private JsonNode golden(String id) throws Exception {
        var prefix = "sextant-" + installation.id();
        var text = new String(
                        getClass().getResourceAsStream("golden-profile.json").readAllBytes(), StandardCharsets.UTF_8)
                .replace("NETWORK", prefix + "-homely")
                .replace("VOLUME", prefix + "-homely-data")
                .replace(
                        "\"PortBindings\": null",
                        "\"PortBindings\": {\"8080/tcp\": [{\"HostIp\": \"%s\", \"HostPort\": \"\"}]}"
                                .formatted(second.address()))
                .replace("\"Type\": \"bind\", \"Source\": \"SECRETS\"", "\"Type\": \"volume\", \"Source\": \"SECRETS\"")
                .replace("SECRETS", prefix + "-secrets-" + id)
                .replace("\"ReadOnly\": true }", "\"ReadOnly\": true, \"VolumeOptions\": { \"NoCopy\": true } }");
        return JsonMapper.shared().readTree(text);
    }

    /** The second engine over TLS, as an administrator enters it. */
    private CoreClient.Answer entered(String pems) {
        return steps.client()
                .post(
                        "/platform/v1/resource-hosts",
                        JsonMapper.shared()
                                .writeValueAsString(Map.of(
                                        "name",
                                        "second",
                                        "kind",
                                        "DOCKER",
                                        "address",
                                        second.tlsUrl().toString(),
                                        "tls",
                                        true,
                                        "secret",
                                        pems)));
    }

    private int answer(JsonNode instance) throws Exception {
        var health = URI.create(instance.get("address").asString() + "/health");
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private JsonNode on(String host) {
        return steps.of("spread").stream()
                .filter(one -> one.get("host").asString().equals(host))
                .findFirst()
                .orElseThrow();
    }

    private long load(String hostId) {
        return database.sql("select coalesce(sum(memory_bytes), 0) from plugin_instance where resource_host_id = ?")
                .param(hostId)
                .query(Long.class)
                .single();
    }

    private void drain(String hostId) {
        database.sql("update resource_host set schedulable = false where id = ?")
                .param(hostId)
                .update();
    }

    private void limit(String hostId, String limits) {
        assertThat(steps.put("/platform/v1/engine-hosts/" + hostId + "/limits", limits)
                        .status())
                .isEqualTo(200);
    }

    private String host(String name) {
        return hosts.all().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private String label() {
        return "sextant.installation=" + installation.id();
    }
}
