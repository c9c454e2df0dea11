package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.TinyImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DockerContainerRuntimeIntegrationTests {
    static {
        // A busy machine is no failure.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    static final TinyImage IMAGE = TinyImage.healthy("sextant-runtime-test:1");
    static final String INSTALLATION = "t" + UUID.randomUUID().toString().substring(0, 7);
    static final String NETWORK = "sextant-" + INSTALLATION + "-probe";
    static final String TARGETS = "sextant-" + INSTALLATION + "-targets";

    static DockerConnection connection;
    static ContainerRuntime runtime;

    @TempDir
    Path secrets;

    @BeforeAll
    static void connect() {
        connection = new DockerConnection(URI.create("unix:///var/run/docker.sock"), Duration.ofSeconds(30));
        runtime = new DockerContainerRuntime(connection, INSTALLATION, 10001);
        runtime.load(new ByteArrayInputStream(IMAGE.tar()));
    }

    @AfterEach
    void removeContainers() {
        DockerEngine.removeAll(Labels.INSTALLATION + "=" + INSTALLATION);
        DockerEngine.docker("volume", "ls", "-q", "--filter", "name=sextant-" + INSTALLATION)
                .lines()
                .forEach(volume -> DockerEngine.docker("volume", "rm", volume));
    }

    @AfterAll
    static void disconnect() {
        connection.close();
        DockerEngine.docker("rmi", "-f", IMAGE.id());
    }

    @Test
    void givesEveryContainerTheClosedProfile() throws Exception {
        var id = launched(profile(Map.of("sextant-" + INSTALLATION + "-probe-data", "/data"), null));

        var golden = new String(
                        getClass().getResourceAsStream("golden-profile.json").readAllBytes())
                .replace("NETWORK", NETWORK)
                .replace("SECRETS", secrets.toString())
                .replace("VOLUME", "sextant-" + INSTALLATION + "-probe-data");
        assertThat(securityOf(DockerEngine.inspect(id)))
                .isEqualTo(JsonMapper.shared().readTree(golden));
    }

    @Test
    void opensOnlyTheRootOfAnImageThatWasBuiltForWecube() throws Exception {
        var id = launched(ofWecube(Map.of("sextant-" + INSTALLATION + "-probe-log", "/var/log/probe")));

        var golden = new String(getClass()
                        .getResourceAsStream("golden-wecube-profile.json")
                        .readAllBytes())
                .replace("NETWORK", NETWORK)
                .replace("SECRETS", secrets.toString())
                .replace("VOLUME", "sextant-" + INSTALLATION + "-probe-log");
        assertThat(securityOf(DockerEngine.inspect(id)))
                .isEqualTo(JsonMapper.shared().readTree(golden));
        assertThat(DockerEngine.docker(
                        "exec", id, "sh", "-c", "id -u; touch /www/x /etc-of-mine /var/log/probe/x && echo written"))
                .isEqualTo("0\nwritten");
        assertThat(DockerEngine.docker("exec", "--user", "7", id, "sh", "-c", "touch /var/log/probe/y && echo written"))
                .as("whatever user the image chooses")
                .isEqualTo("written");
        assertThat(DockerEngine.docker("exec", id, "cat", "/proc/1/status"))
                .as("CHOWN, DAC_OVERRIDE, FOWNER, SETGID, SETUID")
                .contains("CapEff:\t00000000000000cb", "CapBnd:\t00000000000000cb", "NoNewPrivs:\t1", "Seccomp:\t2");
    }

    @Test
    void letsThePluginWriteItsVolumeAndNothingElse() throws Exception {
        var id = launched(profile(Map.of("sextant-" + INSTALLATION + "-probe-data", "/data"), null));

        assertThat(DockerEngine.docker("exec", id, "sh", "-c", "id -u; touch /data/x /tmp/x && echo written"))
                .isEqualTo("10001\nwritten");
        assertThat(DockerEngine.docker(
                        "exec", id, "sh", "-c", "touch /www/x /run/secrets/sextant/x 2>/dev/null || echo refused"))
                .isEqualTo("refused");
        assertThat(DockerEngine.docker(
                        "volume", "ls", "-q", "--filter", "label=" + Labels.INSTALLATION + "=" + INSTALLATION))
                .isEqualTo("sextant-" + INSTALLATION + "-probe-data");
    }

    @Test
    void keepsAPluginOffOtherNetworks() throws Exception {
        var gateway = runtime.ensureNetwork(NETWORK, true);
        var id = launched(profile(Map.of(), null));

        assertThat(DockerEngine.inspect(NETWORK).get("Internal").booleanValue()).isTrue();
        assertThat(gateway).matches("[0-9.]+");
        assertThat(DockerEngine.docker(
                        "exec", id, "sh", "-c", "wget -T 1 -q -O - http://192.0.2.99/ 2>&1 || echo refused"))
                .contains("refused");
    }

    @Test
    void attachesToTheTargetsOnlyWithTheCapability() throws Exception {
        runtime.ensureNetwork(TARGETS, false);
        var plain = launched(profile(Map.of(), null));
        runtime.remove(plain);
        var reaching = launched(profile(Map.of(), TARGETS));

        assertThat(DockerEngine.inspect(reaching)
                        .at("/NetworkSettings/Networks")
                        .propertyNames())
                .containsExactlyInAnyOrder(NETWORK, TARGETS);
    }

    @Test
    void makesAContainerOnce() throws Exception {
        var first = launched(profile(Map.of(), null));
        var second = runtime.create(profile(Map.of(), null));

        assertThat(second).isEqualTo(first);
        assertThat(runtime.owned()).singleElement().satisfies(owned -> {
            assertThat(owned.containerId()).isEqualTo(first);
            assertThat(owned.instanceId()).isEqualTo("i-1");
        });
    }

    @Test
    void tellsThatAContainerEnded() throws Exception {
        var ended = new CopyOnWriteArrayList<String>();
        try (var watch = runtime.watch(ended::add, () -> {})) {
            var id = launched(profile(Map.of(), null));
            assertThat(runtime.inspect(id, NETWORK)).hasValueSatisfying(status -> {
                assertThat(status.running()).isTrue();
                assertThat(status.address()).matches("[0-9.]+");
            });
            DockerEngine.docker("kill", id);

            await().untilAsserted(() -> assertThat(ended).contains("i-1"));
            assertThat(runtime.inspect(id, NETWORK)).hasValueSatisfying(status -> {
                assertThat(status.running()).isFalse();
                assertThat(status.exitCode()).isEqualTo(137);
            });
        }
    }

    @Test
    void readsAndFollowsLogs() throws Exception {
        var id = launched(profile(Map.of(), null));
        var followed = new CopyOnWriteArrayList<LogLine>();
        try (var follow = runtime.follow(id, 10, followed::add, () -> {})) {
            await().untilAsserted(
                            () -> assertThat(followed).extracting(LogLine::text).containsExactly("ready"));
        }
        assertThat(runtime.logs(id, 10)).singleElement().satisfies(line -> {
            assertThat(line.text()).isEqualTo("ready");
            assertThat(line.stream()).isEqualTo(LogLine.Stream.OUT);
            assertThat(line.at()).isNotNull();
        });
    }

    @Test
    void measuresWhatAContainerUses() throws Exception {
        var id = launched(profile(Map.of(), null));

        assertThat(runtime.usage(id).memoryBytes()).isPositive().isLessThan(64L << 20);
    }

    @Test
    void namesTheEngineThatDoesNotAnswer() {
        try (var away =
                new DockerConnection(URI.create("unix:///var/run/no-such-engine.sock"), Duration.ofSeconds(1))) {
            var nobody = new DockerContainerRuntime(away, INSTALLATION, 10001);
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(nobody::facts)
                    .withMessageContaining("no-such-engine.sock")
                    .satisfies(problem -> assertThat(problem.code()).isEqualTo(InstanceError.ENGINE_UNAVAILABLE));
        }
    }

    private String launched(ContainerProfile profile) throws Exception {
        Files.writeString(secrets.resolve("identity.jwk"), "{}");
        runtime.ensureNetwork(NETWORK, true);
        var id = runtime.create(profile);
        runtime.start(id);
        return id;
    }

    private ContainerProfile profile(Map<String, String> volumes, @org.jspecify.annotations.Nullable String targets) {
        return new ContainerProfile(
                "sextant-" + INSTALLATION + "-probe-1",
                IMAGE.id(),
                Map.of(Labels.INSTALLATION, INSTALLATION, Labels.INSTANCE, "i-1"),
                Map.of("SEXTANT_PLUGIN_NAME", "probe"),
                64L << 20,
                0.5,
                NETWORK,
                targets,
                secrets,
                volumes,
                8080,
                false);
    }

    private ContainerProfile ofWecube(Map<String, String> volumes) {
        var closed = profile(volumes, null);
        return new ContainerProfile(
                closed.name(),
                closed.imageId(),
                closed.labels(),
                closed.environment(),
                closed.memoryBytes(),
                closed.cpus(),
                closed.network(),
                null,
                closed.secrets(),
                closed.volumes(),
                8080,
                true);
    }

    /** Everything of an inspection on which security rests. */
    static JsonNode securityOf(JsonNode container) {
        var host = container.get("HostConfig");
        var result = JsonMapper.shared().createObjectNode();
        result.set("User", container.at("/Config/User"));
        for (var field : List.of(
                "Privileged",
                "ReadonlyRootfs",
                "CapAdd",
                "CapDrop",
                "SecurityOpt",
                "NetworkMode",
                "PidMode",
                "IpcMode",
                "UTSMode",
                "UsernsMode",
                "CgroupnsMode",
                "Binds",
                "VolumesFrom",
                "Devices",
                "DeviceCgroupRules",
                "DeviceRequests",
                "PortBindings",
                "PublishAllPorts",
                "ExtraHosts",
                "Memory",
                "MemorySwap",
                "NanoCpus",
                "PidsLimit",
                "Tmpfs",
                "Mounts",
                "LogConfig",
                "RestartPolicy",
                "AutoRemove",
                "GroupAdd",
                "Sysctls",
                "Ulimits",
                "Runtime")) {
            result.set(
                    field,
                    host.has(field) ? host.get(field) : JsonMapper.shared().nullNode());
        }
        return result;
    }
}
