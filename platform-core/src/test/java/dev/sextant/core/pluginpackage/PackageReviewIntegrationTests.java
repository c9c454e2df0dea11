package dev.sextant.core.pluginpackage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.event.Event;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.EchoDesign;
import dev.sextant.core.event.Events;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TinyImage;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CoreIntegrationTest
class PackageReviewIntegrationTests {
    private static final String PACKAGES = "/platform/v1/plugin-packages/";

    @Autowired
    Events events;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @Test
    void tellsWhatAFirstVersionBringsAndNeeds() {
        var manifest = PluginArchive.manifest("fresh", "1.0.0", "requires: {plugins: {absent: \">=1.0\"}}");
        var id = upload(manifest, "fresh:1.0.0");

        var review = client.get(PACKAGES + id + "/review").json();

        assertThat(review.get("baseline").isNull()).isTrue();
        assertThat(review.get("services")).isEmpty();
        assertThat(review.at("/pluginPackage/manifest/services/0/name").asString())
                .isEqualTo("echo");
        assertThat(review.at("/pluginPackage/signature/verdict").asString()).isEqualTo("UNSIGNED");
        assertThat(review.at("/requirements/0/name").asString()).isEqualTo("absent");
        assertThat(review.at("/requirements/0/met").asBoolean()).isFalse();
        assertThat(review.get("problems"))
                .extracting(problem -> problem.get("code").asString())
                .containsExactly("DEPENDENCY_MISSING", "PACKAGE_UNSIGNED");
        assertThat(client.get(PACKAGES + "no-such/review").status()).isEqualTo(404);
    }

    @Test
    void tellsWhatANewVersionChangesAndBreaks() {
        var old = register(upload(PluginArchive.manifest("changing", "1.0.0", ""), "changing:1.0.0"));
        register(upload(PluginArchive.manifest("unchanged", "1.0.0", ""), "unchanged:1.0.0"));
        var unbroken = deploy("unchanged", "Another plugin's");
        var first = deploy("changing", "Calls echo");
        var changed = PluginArchive.manifest("changing", "2.0.0", "permissions: [\"records:read\"]")
                .replace(
                        "text: {type: string, required: true, from: constant}",
                        "text: {type: integer, required: true}");
        var id = upload(changed, "changing:2.0.0");

        var review = client.get(PACKAGES + id + "/review").json();

        assertThat(review.at("/baseline/id").asString()).isEqualTo(old);
        assertThat(review.at("/services/0/name").asString()).isEqualTo("echo");
        assertThat(review.at("/services/0/effect").asString()).isEqualTo("BREAKING");
        assertThat(review.at("/services/0/differences/0/path").asString()).isEqualTo("input.text.type");
        assertThat(review.get("parts"))
                .extracting(part ->
                        part.get("kind").asString() + " " + part.get("change").asString())
                .contains("PERMISSION ADDED");
        assertThat(review.at("/breakage/workflowCount").asInt()).isEqualTo(1);
        assertThat(review.at("/breakage/workflows/0/versionId").asString())
                .isEqualTo(first)
                .isNotEqualTo(unbroken);
        assertThat(review.at("/breakage/workflows/0/services/0").asString()).isEqualTo("echo@1.0.0");
        assertThat(review.get("problems"))
                .extracting(problem -> problem.get("code").asString())
                .contains("BREAKS_SERVICES");
        assertThat(client.get(PACKAGES + id + "/review/workflows?limit=1")
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(client.get(PACKAGES + old).json().get("workflows").asInt()).isEqualTo(1);
    }

    @Test
    void pagesWhatItBreaksTheNewestFirst() {
        register(upload(PluginArchive.manifest("popular", "1.0.0", ""), "popular:1.0.0"));
        var workflow = create("popular", "Many versions");
        var first = deploy(workflow);
        var second = deploy(workflow);
        var gone = PluginArchive.manifest("popular", "2.0.0", "").replace("name: echo", "name: echo-anew");
        var id = upload(gone, "popular:2.0.0");
        var path = PACKAGES + id + "/review/workflows?limit=1";

        var page = client.get(path).json();
        var next = client.get(path + "&after=" + page.get("next").asString()).json();

        assertThat(page.at("/items/0/versionId").asString()).isEqualTo(second);
        assertThat(page.at("/items/0/latest").asBoolean()).isTrue();
        assertThat(next.at("/items/0/versionId").asString()).isEqualTo(first);
        assertThat(next.at("/items/0/latest").asBoolean()).isFalse();
        assertThat(client.get(PACKAGES + id + "/review")
                        .json()
                        .at("/breakage/workflowCount")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void decommissionsWhatIsUsedOnlyWhenThatWasSeenAndForced() {
        var id = register(upload(PluginArchive.manifest("needed", "1.0.0", ""), "needed:1.0.0"));
        register(upload(
                PluginArchive.manifest("needing", "1.0.0", "requires: {plugins: {needed: \">=1.0\"}}"),
                "needing:1.0.0"));
        var version = deploy("needed", "Needs it");
        var path = PACKAGES + id + "/decommission";

        var refused = client.post(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("PACKAGE_REQUIRED");
        assertThat(refused.json().get("errors"))
                .extracting(error -> error.get("pointer").asString())
                .containsExactly("packages", "workflows");

        var seen = client.get(PACKAGES + id + "/dependents").json();
        assertThat(seen.at("/packages/0/name").asString()).isEqualTo("needing");
        assertThat(seen.at("/workflows/0/versionId").asString()).isEqualTo(version);
        assertThat(client.post(path, "{\"force\": true}").status()).isEqualTo(412);
        assertThat(client.post(path, "{\"force\": false, \"confirmation\": \"x\"}")
                        .status())
                .isEqualTo(409);
        deploy("needed", "Needs it, too");
        assertThat(force(path, seen).text("code")).isEqualTo("PACKAGE_DEPENDENTS_CHANGED");
        assertThat(client.get(PACKAGES + id).text("state")).isEqualTo("REGISTERED");

        var before = events.last();
        var again = client.get(PACKAGES + id + "/dependents").json();
        assertThat(force(path, again).text("state")).isEqualTo("DECOMMISSIONED");
        assertThat(events.after(before, 10, null))
                .extracting(Event::type)
                .containsExactly("package.decommissioned", "package.force-decommissioned");
    }

    @Test
    void letsAPackageGoWhoseWorkflowsHaveMovedOn() {
        var low = register(upload(PluginArchive.manifest("moving", "1.0.0", ""), "moving:1.0.0"));
        var workflow = create("moving", "Moves on");
        deploy(workflow);
        register(upload(PluginArchive.manifest("moving", "1.1.0", ""), "moving:1.1.0"));
        assertThat(client.post(PACKAGES + low + "/decommission").text("code")).isEqualTo("PACKAGE_CALLED");

        deploy(workflow);

        assertThat(client.post(PACKAGES + low + "/decommission").status()).isEqualTo(200);
    }

    private CoreClient.Answer force(String path, JsonNode seen) {
        return client.post(
                path,
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "force",
                                true,
                                "confirmation",
                                seen.get("confirmation").asString())));
    }

    private String upload(String manifest, String image) {
        var added = client.upload(PluginArchive.of(manifest, TinyImage.healthy(image)));
        assertThat(added.status()).as(added.response().body()).isEqualTo(201);
        return added.text("id");
    }

    private String register(String id) {
        var answer = client.register(id);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return id;
    }

    /** Deploys a workflow that calls the plugin's echo. */
    private String deploy(String plugin, String name) {
        return deploy(create(plugin, name));
    }

    private String create(String plugin, String name) {
        var draft = EchoDesign.of(plugin);
        var answer = client.post(
                "/platform/v1/workflows", JsonMapper.shared().writeValueAsString(Map.of("name", name, "draft", draft)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    private String deploy(String workflow) {
        var answer = client.post("/platform/v1/workflows/" + workflow + "/deploy");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }
}
