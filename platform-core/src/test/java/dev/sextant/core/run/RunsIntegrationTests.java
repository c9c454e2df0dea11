package dev.sextant.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.event.Events;
import dev.sextant.core.pluginservice.PluginServices;
import dev.sextant.core.registration.RegistrationInheritance;
import dev.sextant.core.run.RunRequest.RecordRef;
import dev.sextant.core.workflow.WorkflowDesigns;
import dev.sextant.core.workflow.Workflows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@CoreIntegrationTest
@SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
class RunsIntegrationTests {
    static {
        // A busy machine is no failure.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    static final FakePlugin PLUGIN = start();

    @Autowired
    Runs runs;

    @Autowired
    RunStore store;

    @Autowired
    NodeRuns nodes;

    @Autowired
    WorkflowDesigns designs;

    @Autowired
    PluginServices services;

    @Autowired
    Events events;

    @Autowired
    RunLedger ledger;

    @Autowired
    Workflows workflows;

    @Autowired
    RegistrationInheritance registrations;

    @Autowired
    JdbcTemplate jdbc;

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry properties) {
        properties.add("sextant.gateway-url", () -> PLUGIN.url().toString());
    }

    @BeforeEach
    void reset() {
        PLUGIN.reset();
        services.publish("probe-package", FakePlugin.manifest());
        jdbc.update("delete from service_registration where plugin = 'probe'");
        registrations.publish("probe-package", FakePlugin.manifest());
    }

    @AfterAll
    static void close() {
        PLUGIN.close();
    }

    @Test
    void runsEachNodeOnEachRecordOnceAndTellsItsOutcome() {
        String version = deploy(
                Bpmn.task("first", "sync", Bpmn.parameter("text", "CONSTANT", "hello ${USER}")),
                Bpmn.task("second", "async", Bpmn.parameter("text", "CONTEXT", "first.echo")));
        String run = runs.start(request(version, "a", "b", "c"));
        awaitState(run, RunState.SUCCEEDED);
        assertThat(PLUGIN.effects)
                .hasSize(3)
                .allSatisfy((record, times) -> assertThat(times).hasValue(2));
        assertThat(PLUGIN.received)
                .hasSize(3)
                .allSatisfy((key, times) -> assertThat(times).hasValue(1));
        assertThat(nodes.ofRun(run))
                .extracting(NodeRuns.NodeRun::state)
                .containsExactly(NodeState.SUCCEEDED, NodeState.SUCCEEDED);
        assertThat(nodes.ofRun(run))
                .allSatisfy(node -> assertThat(node.outcomes()).containsExactly(Map.entry(Outcome.SUCCEEDED, 3)));
        assertThat(PLUGIN.requests.values())
                .flatExtracting(request -> request.inputs())
                .allSatisfy(input -> assertThat(input)
                        .containsEntry("text", "hello ${USER}")
                        .containsEntry("colour", "colour of " + FakePlugin.id(input)));
        assertThat(events.after(0, 1000, run))
                .extracting(Event::type)
                .startsWith("run.started")
                .endsWith("run.changed");
    }

    @Test
    void waitsForADecisionAndRetriesOnlyWhatFailed() {
        PLUGIN.work = (input, attempt) -> FakePlugin.id(input).equals("b") && attempt == 1
                ? RecordOutcome.of("b", Outcome.FAILED, "EXIT_CODE", "exit 3", Map.of("echo", "no"))
                : FakePlugin.success(input, Map.of("echo", "yes"));
        String run = runs.start(request(deploy(Bpmn.task("only", "sync", text())), "a", "b", "c"));
        awaitState(run, RunState.NEEDS_DECISION);
        assertThat(nodes.ofRun(run).getFirst().outcomes())
                .containsOnly(Map.entry(Outcome.SUCCEEDED, 2), Map.entry(Outcome.FAILED, 1));
        runs.retry(run, "only", "user:jane");
        awaitState(run, RunState.SUCCEEDED);
        assertThat(PLUGIN.effects.get("a")).hasValue(1);
        assertThat(PLUGIN.effects.get("b")).hasValue(2);
        assertThat(nodes.ofRun(run).getFirst())
                .returns(2, NodeRuns.NodeRun::attempt)
                .returns(Map.of(Outcome.SUCCEEDED, 3), NodeRuns.NodeRun::outcomes);
    }

    @Test
    void skipsAFailedNode() {
        PLUGIN.work = (input, attempt) ->
                RecordOutcome.of(FakePlugin.id(input), Outcome.UNREACHABLE, "CONNECT_TIMEOUT", "no route");
        String run = runs.start(request(deploy(Bpmn.task("only", "sync", text())), "a"));
        awaitState(run, RunState.NEEDS_DECISION);
        runs.skip(run, "only", "it is switched off", "user:jane");
        awaitState(run, RunState.SUCCEEDED);
        assertThat(nodes.ofRun(run).getFirst())
                .returns(NodeState.SKIPPED, NodeRuns.NodeRun::state)
                .returns("it is switched off", NodeRuns.NodeRun::reason);
        assertThatThrownBy(() -> runs.skip(run, "only", null, "user:jane")).isInstanceOf(ProblemException.class);
    }

    @Test
    void terminatesOnlyWhenThePluginHasStopped() {
        PLUGIN.hold = true;
        String run = runs.start(request(deploy(Bpmn.task("only", "async", text())), "a", "b"));
        await().until(() -> PLUGIN.received.size() == 1);
        runs.terminate(run, "changed my mind", "user:jane");
        awaitState(run, RunState.TERMINATED);
        assertThat(PLUGIN.cancelled).isNotEmpty();
        assertThat(nodes.ofRun(run).getFirst())
                .returns(NodeState.CANCELLED, NodeRuns.NodeRun::state)
                .returns(Map.of(Outcome.CANCELLED, 2), NodeRuns.NodeRun::outcomes);
        assertThatThrownBy(() -> runs.terminate(run, null, "user:jane")).hasMessageContaining("ended already");
    }

    @Test
    void triesAgainWithTheSameKeyUntilThePluginIsThere() {
        String version = deploy(Bpmn.task("only", "sync", text()));
        String held = startWhileDown(version);
        assertThat(store.state(held)).isEqualTo(RunState.RUNNING);
        PLUGIN.down = 0;
        awaitState(held, RunState.SUCCEEDED);
        assertThat(PLUGIN.effects.get("a")).hasValue(1);
    }

    @Test
    void callsNothingOfADisabledServiceUntilItIsEnabled() {
        String version = deploy(Bpmn.task("only", "sync", text()));
        set("sync", "DISABLED");
        String run = runs.start(request(version, "a", "b"));
        awaitState(run, RunState.NEEDS_DECISION);
        assertThat(nodes.ofRun(run).getFirst().outcomes()).containsOnly(Map.entry(Outcome.NEVER_STARTED, 2));
        assertThat(reasons(run)).containsOnly("SERVICE_DISABLED");
        assertThat(PLUGIN.received).isEmpty();
        set("sync", "ENABLED");
        runs.retry(run, "only", "user:jane");
        awaitState(run, RunState.SUCCEEDED);
        assertThat(PLUGIN.effects).hasSize(2);
    }

    @Test
    void givesUpACallThatWasNotSentBeforeItsServiceWasDisabled() {
        String run = startWhileDown(deploy(Bpmn.task("only", "sync", text())));
        set("sync", "DISABLED");
        PLUGIN.down = 0;
        awaitState(run, RunState.NEEDS_DECISION);
        assertThat(reasons(run)).containsOnly("SERVICE_DISABLED");
        assertThat(PLUGIN.received).isEmpty();
    }

    @Test
    void startsARunOnceForARequestKey() {
        String version = deploy(Bpmn.task("only", "sync", text()));
        var request = new RunRequest(
                version, null, List.of(new RecordRef("probe:thing", "a")), Map.of(), "user:jane", "key-" + version);
        String run = runs.start(request);
        assertThat(runs.start(request)).isEqualTo(run);
        awaitState(run, RunState.SUCCEEDED);
        assertThat(PLUGIN.effects.get("a")).hasValue(1);
    }

    @Test
    void refusesToStartWhatCannotRunAndDoesNothing() {
        String version = deploy(Bpmn.task("only", "sync", text()));
        Integer before = jdbc.queryForObject("select count(*) from run", Integer.class);
        assertThatThrownBy(() -> runs.start(request(version, "a", "no-b", "no-c")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.errors()).hasSize(2));
        assertThatThrownBy(() -> runs.start(request(version))).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> runs.start(request(version, "a", "a"))).isInstanceOf(ProblemException.class);
        assertThat(jdbc.queryForObject("select count(*) from run", Integer.class))
                .isEqualTo(before);
        assertThat(PLUGIN.received).isEmpty();
    }

    @Test
    void joinsBranchesAndRunsServicesWithoutRecords() {
        String content = """
                <bpmn:startEvent id="start"/><bpmn:parallelGateway id="fork"/><bpmn:parallelGateway id="join"/>
                <bpmn:endEvent id="end"/>%s%s%s
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork"/>
                <bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="left"/>
                <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="right"/>
                <bpmn:sequenceFlow id="f4" sourceRef="left" targetRef="join"/>
                <bpmn:sequenceFlow id="f5" sourceRef="right" targetRef="join"/>
                <bpmn:sequenceFlow id="f6" sourceRef="join" targetRef="last"/>
                <bpmn:sequenceFlow id="f7" sourceRef="last" targetRef="end"/>
                """.formatted(
                        Bpmn.task("left", "plain", text()),
                        Bpmn.task("right", "plain", text()),
                        Bpmn.task("last", "plain", Bpmn.parameter("text", "VARIABLE", "greeting")));
        String version = deployBpmn(Bpmn.process(content));
        String run =
                runs.start(new RunRequest(version, null, List.of(), Map.of("greeting", "good day"), "user:jane", null));
        awaitState(run, RunState.SUCCEEDED);
        assertThat(PLUGIN.received).hasSize(3);
        assertThat(PLUGIN.requests.values())
                .flatExtracting(request -> request.inputs())
                .extracting(input -> input.get("text"))
                .containsOnlyOnce("good day");
    }

    private void set(String service, String state) {
        assertThat(jdbc.update("update service_registration set state = ? where service = ?", state, service))
                .isEqualTo(1);
    }

    private List<String> reasons(String run) {
        return jdbc.queryForList(
                "select r.reason from record_run r join node_run n on n.id = r.node_run_id where n.run_id = ?",
                String.class,
                run);
    }

    private String startWhileDown(String version) {
        NewRun prepared = new RunStart(workflows, (entity, ids) -> List.of(Map.of("id", "a", "displayName", "a")))
                .prepare(request(version, "a"));
        PLUGIN.down = 503;
        ledger.write(new Entry.Start(prepared));
        await().until(() -> nodes.ofRun(prepared.id()).size() == 1);
        await().until(() -> !jdbc.queryForList(
                        "select problem from invocation where run_id = ? and problem is not null", prepared.id())
                .isEmpty());
        return prepared.id();
    }

    private static FakePlugin start() {
        try {
            return new FakePlugin(0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text() {
        return Bpmn.parameter("text", "CONSTANT", "hello");
    }

    private String deploy(String... tasks) {
        return deployBpmn(Bpmn.sequence(tasks));
    }

    private String deployBpmn(String bpmn) {
        var workflow = designs.create("Probe", "", bpmn, "user:jane");
        assertThat(designs.check(bpmn)).isEmpty();
        return designs.deploy(workflow.id(), "user:jane").id();
    }

    private static RunRequest request(String version, String... records) {
        return new RunRequest(
                version,
                "a test",
                Stream.of(records).map(id -> new RecordRef("probe:thing", id)).toList(),
                Map.of(),
                "user:jane",
                null);
    }

    private void awaitState(String run, RunState state) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(store.state(run)).isEqualTo(state));
    }
}
