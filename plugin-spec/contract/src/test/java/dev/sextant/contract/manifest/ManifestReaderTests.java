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
                .containsExactly("script", "address", "arguments", "limit", "mounts", "owner");
        assertThat(service.input().get(1).from()).hasToString("record: inventory:host.address");
        assertThat(service.input().get(2).defaultValue()).isEqualTo(List.of("a", "b"));
        assertThat(service.output().get(1).to()).hasToString("record: inventory:host.facts");
    }

    @Test
    void readsResourcesShapesAndEvents() throws IOException {
        PluginManifest manifest = valid(ManifestSamples.complete());

        assertThat(manifest.containers())
                .extracting(ContainerSpec::name, ContainerSpec::health)
                .containsExactly(tuple("main", new HealthCheck.Http("/health")), tuple("relay", new HealthCheck.Tcp()));
        ContainerSpec main = manifest.containers().get(0);
        assertThat(main.ports()).containsEntry("metrics", 9090);
        assertThat(main.capabilities()).containsExactly(Capability.REACH_TARGETS, Capability.WRITABLE_ROOT);
        assertThat(main.environment()).containsEntry("LOG_LEVEL", "{{log.level}}");
        assertThat(manifest.databases())
                .containsExactly(new DatabaseSpec("main", "job_execution", "db/migration", null, null));
        assertThat(manifest.buckets().get(1).files()).containsEntry("templates/hello.sh", "hello.sh");
        assertThat(manifest.ui()).isEqualTo(new UiSpec("ui.zip", "index.html"));
        assertThat(manifest.objects()).extracting(ObjectSpec::name).containsExactly("mount", "option");
        assertThat(manifest.objects().get(0).properties().get(1).object()).isEqualTo("option");
        ServiceSpec service = manifest.services().get(0);
        assertThat(service.filter()).isEqualTo("{state eq 'created'}{name like '{web}'}");
        assertThat(service.progress()).isTrue();
        assertThat(service.roles()).isEqualTo(new ServiceRoles(List.of("administrator"), List.of("job-operator")));
        assertThat(service.input().get(5).from()).hasToString("expression: inventory:host>inventory:person.name");
        assertThat(service.output().get(2).to()).hasToString("assign: prepared");
        assertThat(manifest.events().get(0).types()).containsExactly("run.changed", "package.*");
        assertThat(manifest.documentation()).containsEntry("zh", "docs/zh.md");
    }

    @Test
    void readsRangesOfNumbersAndRefusesThoseThatAreNone() {
        String service = ManifestSamples.MINIMAL + "    input: {port: {type: integer, RANGE}}\n";
        InputParameter port = ((ManifestResult.Valid) read(service.replace("RANGE", "minimum: 1, maximum: 65535")))
                .manifest()
                .services()
                .get(0)
                .input()
                .get(0);

        assertThat(port.rangeInWords()).isEqualTo("from 1 to 65535");
        assertThat(List.of(1, 65535L, new java.math.BigDecimal("1.5"), "text")).allMatch(port::isWithinRange);
        assertThat(List.of(0, 65536, Double.POSITIVE_INFINITY, Double.NaN)).noneMatch(port::isWithinRange);
        for (String range : List.of(
                "minimum: 9, maximum: 1",
                "maximum: 5, default: 6",
                "minimum: 1e999999999",
                "minimum: 1e-999999999",
                "maximum: many")) {
            assertThat(invalid(service.replace("RANGE", range))).as(range).hasSize(1);
        }
    }

    @Test
    void readsADataModelThatIsToldLater() {
        PluginManifest manifest = valid(ManifestSamples.MINIMAL + "dataModel: {path: /tiny/v1/data-model}\n");

        assertThat(manifest.dynamicModel()).isEqualTo(new DynamicModel(HttpMethod.GET, "/tiny/v1/data-model"));
    }

    @Test
    void tellsWhatAnInvalidTextHolds() {
        ManifestResult result = read(ManifestSamples.MINIMAL.replace("title: Tiny", "title: 1"));

        assertThat(result).isInstanceOf(ManifestResult.Invalid.class);
        assertThat(result.outline().name()).isEqualTo("tiny");
        assertThat(result.outline().version()).isEqualTo("1.0.0");
        assertThat(result.outline().counts().services()).isEqualTo(1);
    }

    @Test
    void readsWhatAnEarlierVersionStored() {
        PluginManifest manifest = JsonMapper.shared().readValue("""
                {"apiVersion": "sextant.dev/v1", "name": "tiny", "version": "1.0.0", "title": {"en": "Tiny"},
                 "requires": {"plugins": {}}, "containers": [{"image": "tiny:1.0.0", "port": 8080, "health": "/health",
                  "memory": 67108864, "cpu": 1.0, "volumes": {}, "egress": []}],
                 "capabilities": [], "permissions": [], "database": {}, "buckets": ["logs"], "variables": [], "roles": [],
                 "menus": [], "entities": [], "services": [{"name": "ping", "title": {"en": "Ping"}, "path": "/tiny/v1/ping",
                  "mode": "SYNC", "idempotent": true, "timeout": "PT1M", "batch": 1,
                  "input": [{"name": "a", "type": "string", "required": true, "secret": false, "enum": []}],
                  "output": [{"name": "b", "type": "string", "secret": false}]}]}""", PluginManifest.class);

        assertThat(manifest.databases()).hasSize(1);
        assertThat(manifest.buckets()).containsExactly(BucketSpec.of("logs"));
        assertThat(manifest.containers().get(0).name()).isEqualTo("main");
        assertThat(manifest.services().get(0).method()).isEqualTo(HttpMethod.POST);
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
        assertThat(manifest.containers().get(0).health()).isEqualTo(new HealthCheck.Http("/health"));
        assertThat(manifest.databases()).isEmpty();
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
