package dev.sextant.contract.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ManifestReaderTests {

    private final ManifestReader reader = new ManifestReader();

    @Test
    void readsEverythingOfACompleteManifest() throws IOException {
        PluginManifest manifest = valid(ManifestSamples.complete());

        assertThat(manifest.name()).isEqualTo("job-execution");
        assertThat(manifest.version()).isEqualTo(new SemanticVersion(1, 4, 0, ""));
        assertThat(manifest.title()).isEqualTo(new Localized("Job execution", "作业执行"));
        assertThat(manifest.requires().plugins()).containsKey("inventory");
        assertThat(manifest.capabilities()).containsExactly(Capability.REACH_TARGETS);
        ContainerSpec container = manifest.containers().get(0);
        assertThat(container.memory()).isEqualTo(512L * 1024 * 1024);
        assertThat(container.volumes()).containsEntry("spool", "/var/spool/job-execution");
        assertThat(manifest.entities().get(0).attributes())
                .extracting(AttributeSpec::name)
                .containsExactly("name", "kind", "hosts");
        ServiceSpec service = manifest.services().get(0);
        assertThat(service.mode()).isEqualTo(ServiceMode.ASYNC);
        assertThat(service.timeout()).isEqualTo(Duration.ofHours(2));
        assertThat(service.target()).isEqualTo(EntityName.of("inventory:host"));
        assertThat(service.input())
                .extracting(InputParameter::name)
                .containsExactly("script", "address", "arguments", "limit");
        assertThat(service.input().get(1).from()).hasToString("record: inventory:host.address");
        assertThat(service.input().get(2).defaultValue()).isEqualTo(List.of("a", "b"));
        assertThat(service.output().get(1).to()).hasToString("record: inventory:host.facts");
    }

    @Test
    void survivesTheWayThroughJson() throws IOException {
        PluginManifest manifest = valid(ManifestSamples.complete());
        JsonMapper json = JsonMapper.builder().build();

        assertThat(json.readValue(json.writeValueAsString(manifest), PluginManifest.class))
                .isEqualTo(manifest);
    }

    @Test
    void fillsInWhatAShortManifestLeavesOut() {
        PluginManifest manifest = valid(ManifestSamples.MINIMAL);

        ServiceSpec service = manifest.services().get(0);
        assertThat(service.mode()).isEqualTo(ServiceMode.SYNC);
        assertThat(service.batch()).isEqualTo(100);
        assertThat(manifest.containers().get(0).health()).isEqualTo("/health");
        assertThat(manifest.database()).isNull();
    }

    @Test
    void reportsEveryProblemAtOnceWithItsPosition() {
        List<ManifestProblem> problems = invalid("""
                apiVersion: sextant.dev/v2
                name: Bad_Name
                version: 1.0
                title: X
                containers:
                  - image: x:1
                    privileged: true
                services:
                  - name: run
                    title: Run
                    path: /elsewhere/run
                    timeout: soon
                """);

        assertThat(problems)
                .extracting(ManifestProblem::line, ManifestProblem::column, ManifestProblem::path)
                .containsExactly(
                        tuple(1, 13, "apiVersion"),
                        tuple(2, 7, "name"),
                        tuple(3, 10, "version"),
                        tuple(7, 5, "containers[0].privileged"),
                        tuple(12, 14, "services[0].timeout"));
        assertThat(problems.get(2).message()).contains("quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"auth", "platform", "portal", "actuator", "gateway", "api", "sextant", "health", "login", "error"
            })
    void refusesNamesOfThePlatform(String name) {
        assertThat(invalid(ManifestSamples.MINIMAL.replace("tiny", name)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("reserved"));
    }

    @Test
    void pointsAtTheSecondOfTwoEqualNames() {
        List<ManifestProblem> problems = invalid(ManifestSamples.MINIMAL + """
                  - name: ping
                    title: Ping again
                    path: /tiny/v1/ping-again
                """);

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("services[1].name");
            assertThat(problem.line()).isEqualTo(10);
        });
    }

    @Test
    void warnsWhenALostAnswerCouldNotBeAskedFor() {
        ManifestResult result = read(ManifestSamples.MINIMAL + "    mode: async\n");

        assertThat(result)
                .isInstanceOfSatisfying(
                        ManifestResult.Valid.class,
                        valid -> assertThat(valid.warnings())
                                .singleElement()
                                .satisfies(problem -> assertThat(problem.path()).isEqualTo("services[0].invocations")));
    }

    @Test
    void readsTextWithByteOrderMark() {
        assertThat(read("\uFEFF" + ManifestSamples.MINIMAL)).isInstanceOf(ManifestResult.Valid.class);
    }

    private PluginManifest valid(String text) {
        ManifestResult result = read(text);
        assertThat(result).isInstanceOf(ManifestResult.Valid.class);
        return ((ManifestResult.Valid) result).manifest();
    }

    private List<ManifestProblem> invalid(String text) {
        ManifestResult result = read(text);
        assertThat(result).isInstanceOf(ManifestResult.Invalid.class);
        return ((ManifestResult.Invalid) result).problems();
    }

    private ManifestResult read(String text) {
        return reader.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
