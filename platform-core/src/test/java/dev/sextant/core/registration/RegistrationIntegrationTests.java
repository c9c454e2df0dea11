package dev.sextant.core.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.event.Event;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreClient.Answer;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.EchoDesign;
import dev.sextant.core.event.Events;
import dev.sextant.core.pluginservice.RegistrationState;
import dev.sextant.core.pluginservice.ServiceRegistrations;
import dev.sextant.core.workflow.WorkflowPlan.Binding;
import dev.sextant.core.workflow.WorkflowPlan.ServiceCall;
import dev.sextant.core.workflow.WorkflowPlan.Source;
import dev.sextant.core.workflow.Workflows;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TinyImage;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CoreIntegrationTest
class RegistrationIntegrationTests {
    private static final String REGISTRATIONS = "/platform/v1/service-registrations";
    private static final String PACKAGES = "/platform/v1/plugin-packages/";
    private static final String HELLO =
            "{\"bindings\": [{\"name\": \"text\", \"from\": \"CONSTANT\", \"value\": \"hello\"}]}";

    @Autowired
    Events events;

    @Autowired
    Workflows workflows;

    @Autowired
    ServiceRegistrations registrations;

    @Autowired
    TransactionTemplate transactions;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @Test
    void registersAServiceUnderItsOwnName() {
        register("plainly", "1.0.0");

        var listed = client.get(REGISTRATIONS + "?plugin=plainly").json().get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/standard").asBoolean()).isTrue();
        assertThat(listed.at("/0/state").asString()).isEqualTo("ENABLED");
        assertThat(listed.at("/0/updatedBy").isNull()).isTrue();
        assertThat(listed.at("/0/service/id").asString()).isEqualTo("plainly:echo@1.0.0");
        assertThat(client.get(REGISTRATIONS + "?plugin=plainly&state=DISABLED")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(client.get(path("plainly:echo@9.0.0~echo")).status()).isEqualTo(404);
    }

    @Test
    void copiesChangesAndDeletesAName() {
        register("copied", "1.0.0");
        var before = events.last();

        var copy = copy("copied:echo@1.0.0~echo", "nightly");
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy("copied:echo@1.0.0~echo", "nightly").text("code")).isEqualTo("REGISTRATION_EXISTS");
        assertThat(copy("copied:echo@1.0.0~echo", "echo").text("code")).isEqualTo("REGISTRATION_EXISTS");
        var id = copy.text("id");
        var changed = change(id, tag(copy), HELLO);
        assertThat(changed.json().at("/bindings/0/value").asString()).isEqualTo("hello");
        assertThat(change(id, tag(copy), HELLO).status()).isEqualTo(412);
        assertThat(delete(id, tag(changed)).text("code")).isEqualTo("REGISTRATION_STATE");
        var disabled = client.post(path(id) + "/disable");
        assertThat(client.post(path(id) + "/disable").text("code")).isEqualTo("REGISTRATION_STATE");
        assertThat(delete(id, tag(changed)).status()).isEqualTo(412);
        assertThat(delete(id, tag(disabled)).status()).isEqualTo(204);
        assertThat(delete("copied:echo@1.0.0~echo", "*").text("code")).isEqualTo("REGISTRATION_STANDARD");
        assertThat(events.after(before, 10, null))
                .extracting(Event::type)
                .containsExactly(
                        "registration.created",
                        "registration.changed",
                        "registration.disabled",
                        "registration.deleted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Nightly", "a b", "-a", "a~b", "../a", "näme", "${x}"})
    void refusesANameThatIsNone(String name) {
        assertThat(copy("any:thing@1.0.0~thing", name).status()).isBetween(400, 422);
        assertThat(copy("any:thing@1.0.0~thing", name).text("code")).isNotEqualTo("REGISTRATION_NOT_FOUND");
    }

    @Test
    void refusesSettingsThatTheServiceDoesNotTake() {
        register("exacting", "1.0.0");
        var id = "exacting:echo@1.0.0~echo";

        var refused = change(id, "*", """
                {"target": "no:where", "bindings": [
                 {"name": "nothing", "from": "CONSTANT", "value": "x"},
                 {"name": "text", "from": "CONSTANT", "value": ""},
                 {"name": "text", "from": "VARIABLE", "value": "<script>"}]}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("errors"))
                .extracting(error -> error.get("pointer").asString())
                .contains("/target", "/bindings/0", "/bindings/1", "/bindings/2");
        assertThat(change(id, "*", "{\"bindings\": null}").status()).isBetween(400, 422);
        assertThat(change(id, "*", "{\"bindings\": [], \"target\": \"'; drop\"}")
                        .status())
                .isEqualTo(422);
        assertThat(client.get(path(id)).json().get("updatedBy").isNull()).isTrue();
    }

    @Test
    void givesAWorkflowWhatItsNodeLeavesOpen() {
        register("defaults", "1.0.0");
        var copy = copy("defaults:echo@1.0.0~echo", "greeting");
        change(copy.text("id"), tag(copy), HELLO);

        var version = deploy(design("defaults", "greeting").replaceAll("<sextant:parameter.*", ""));

        assertThat(calls(version)).singleElement().satisfies(call -> {
            assertThat(call.parameters()).containsExactly(new Binding("text", Source.CONSTANT, "hello"));
            assertThat(call.registration()).isEqualTo("greeting");
        });
        assertThat(calls(deploy(design("defaults", "greeting"))))
                .flatExtracting(ServiceCall::parameters)
                .containsExactly(new Binding("text", Source.CONSTANT, "hi"));
        assertThat(deploy(design("defaults", "no-such")).response().body()).contains("UNKNOWN_REGISTRATION");
    }

    @Test
    void disablesWhatIsCalledOnlyWhenThatWasSeenAndForced() {
        register("wanted", "1.0.0");
        copy("wanted:echo@1.0.0~echo", "nightly");
        var id = "wanted:echo@1.0.0~nightly";
        var version = deploy(design("wanted", "nightly")).text("id");

        var refused = client.post(path(id) + "/disable");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("REGISTRATION_CALLED");
        assertThat(refused.json().get("errors")).hasSize(1);
        var seen = client.get(path(id) + "/callers").json();
        assertThat(seen.at("/workflows/0/versionId").asString()).isEqualTo(version);
        assertThat(client.get(path(id) + "/callers/workflows?limit=1").json().get("items"))
                .hasSize(1);
        assertThat(client.post(path(id) + "/disable", "{\"force\": true}").status())
                .isEqualTo(412);
        deploy(design("wanted", "nightly"));
        assertThat(force(id, seen).text("code")).isEqualTo("REGISTRATION_CALLERS_CHANGED");
        assertThat(client.get(path(id)).text("state")).isEqualTo("ENABLED");

        assertThat(force(id, client.get(path(id) + "/callers").json()).text("state"))
                .isEqualTo("DISABLED");
        assertThat(deploy(design("wanted", "nightly")).response().body()).contains("SERVICE_DISABLED");
        assertThat(deploy(EchoDesign.of("wanted")).status()).isEqualTo(201);
        assertThat(client.post(path(id) + "/enable").text("state")).isEqualTo("ENABLED");
        assertThat(client.post(path(id) + "/enable").text("code")).isEqualTo("REGISTRATION_STATE");
        assertThat(deploy(design("wanted", "nightly")).status()).isEqualTo(201);
    }

    @Test
    void deploysNothingThatIsBeingDisabled() {
        register("contended", "1.0.0");
        var workflow = create(EchoDesign.of("contended"));

        var deployed = transactions.execute(status -> {
            var held = registrations.lock("contended:echo@1.0.0~echo").orElseThrow();
            registrations.update(held.in(RegistrationState.DISABLED, Instant.now(), "user:jane"));
            var other = CompletableFuture.supplyAsync(() -> client.post(workflow + "/deploy"));
            // Long enough for a deployment that would not wait.
            pause();
            return other;
        });

        assertThat(deployed.join().status()).isEqualTo(422);
    }

    @Test
    void inheritsWhatStillFitsAndTellsWhatDoesNot() {
        register("heir", "1.0.0");
        var copy = copy("heir:echo@1.0.0~echo", "nightly");
        change(copy.text("id"), tag(copy), HELLO);
        client.post(path("heir:echo@1.0.0~echo") + "/disable");
        var same = register("heir", "1.1.0");
        assertThat(same.json().get("misfits")).isEmpty();
        assertThat(client.get(path("heir:echo@1.1.0~nightly"))
                        .json()
                        .at("/bindings/0/value")
                        .asString())
                .isEqualTo("hello");
        assertThat(client.get(path("heir:echo@1.1.0~echo")).text("state")).isEqualTo("DISABLED");

        var changed = PluginArchive.manifest("heir", "2.0.0", "")
                .replace("text: {type: string, required: true, from: constant}", "text: {type: integer}");
        var id = upload(changed, "heir:2.0.0");
        var review = client.get(PACKAGES + id + "/review").json();
        assertThat(review.at("/misfits/0/part").asString()).isEqualTo("bindings/text");
        assertThat(review.get("problems"))
                .extracting(problem -> problem.get("code").asString())
                .contains("REGISTRATIONS_MISFIT");
        var registered = client.register(id);
        assertThat(registered.json().at("/misfits/0/registration").asString()).isEqualTo("nightly");
        assertThat(client.get(path("heir:echo@2.0.0~nightly")).json().get("bindings"))
                .isEmpty();
        assertThat(client.get(path("heir:echo@1.1.0~nightly")).json().get("bindings"))
                .hasSize(1);
    }

    @Test
    void keepsWhatWasConfiguredWhileAVersionIsReplaced() {
        var first = register("replaced", "1.0.0").text("id");
        copy("replaced:echo@1.0.0~echo", "nightly");
        client.post(PACKAGES + first + "/decommission");
        assertThat(client.get(path("replaced:echo@1.0.0~nightly")).status()).isEqualTo(404);
        assertThat(client.delete(PACKAGES + first).status()).isEqualTo(204);

        register("replaced", "1.0.0");

        assertThat(client.get(REGISTRATIONS + "?plugin=replaced").json().get("items"))
                .extracting(one -> one.get("name").asString())
                .containsExactly("echo", "nightly");
    }

    private List<ServiceCall> calls(Answer version) {
        return workflows.version(version.text("id")).plan().serviceNodes().stream()
                .flatMap(node -> Stream.ofNullable(node.call()))
                .toList();
    }

    private Answer copy(String source, String name) {
        return client.post(
                REGISTRATIONS, JsonMapper.shared().writeValueAsString(Map.of("copyOf", source, "name", name)));
    }

    private Answer change(String id, String tag, String json) {
        return client.send(client.request(path(id))
                .header("Content-Type", "application/json")
                .header("If-Match", tag)
                .PUT(BodyPublishers.ofString(json)));
    }

    private Answer delete(String id, String tag) {
        return client.send(client.request(path(id)).header("If-Match", tag).DELETE());
    }

    private Answer force(String id, JsonNode seen) {
        var body =
                Map.of("force", true, "confirmation", seen.get("confirmation").asString());
        return client.post(path(id) + "/disable", JsonMapper.shared().writeValueAsString(body));
    }

    private static String path(String id) {
        return REGISTRATIONS + "/" + id;
    }

    private static String tag(Answer answer) {
        return answer.response().headers().firstValue("ETag").orElseThrow();
    }

    private static String design(String plugin, String registration) {
        return EchoDesign.of(plugin)
                .replace("name=\"echo\"/>", "name=\"echo\" registration=\"%s\"/>".formatted(registration));
    }

    private Answer register(String plugin, String version) {
        var answer = client.register(upload(PluginArchive.manifest(plugin, version, ""), plugin + ":" + version));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private String upload(String manifest, String image) {
        var added = client.upload(PluginArchive.of(manifest, TinyImage.healthy(image)));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.text("id");
    }

    private String create(String draft) {
        var body = JsonMapper.shared().writeValueAsString(Map.of("name", "Configured", "draft", draft));
        var answer = client.post("/platform/v1/workflows", body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return "/platform/v1/workflows/" + answer.text("id");
    }

    private Answer deploy(String draft) {
        return client.post(create(draft) + "/deploy");
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
