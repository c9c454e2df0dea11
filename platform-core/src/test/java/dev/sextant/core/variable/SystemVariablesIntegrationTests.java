package dev.sextant.core.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.TestManifests;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.secret.UnsealableException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

@CoreIntegrationTest
class SystemVariablesIntegrationTests {
    private static final String PATH = "/platform/v1/system-variables";
    private static final String CANARY = "canary-6c1f-in-a-variable";

    @LocalServerPort
    int port;

    @Autowired
    SystemVariables variables;

    @Autowired
    PackageVariables packages;

    @Autowired
    JdbcTemplate jdbc;

    @AfterEach
    void forget() {
        jdbc.update("delete from system_variable");
        jdbc.update("delete from system_variable_change");
    }

    @Test
    void takesThePackagesOwnVersionBeforeThePluginsBeforeGlobalOnes() {
        packages.publish("p1", manifest("1.0.0", "global", "of the package for all"));
        create("GLOBAL", null, null, "of people for all");
        assertThat(held("probe", "1.0.0")).isEqualTo("of the package for all");
        assertThat(held("other", "1.0.0")).isEqualTo("of people for all");

        create("PLUGIN", "probe", null, "of the plugin");
        assertThat(held("probe", "1.0.0")).isEqualTo("of the plugin");
        assertThat(held("other", "1.0.0")).isEqualTo("of people for all");

        packages.publish("p2", manifest("2.0.0", "plugins", "of the second version"));
        assertThat(held("probe", "2.0.0")).isEqualTo("of the second version");
        assertThat(held("probe", "1.0.0")).isEqualTo("of the plugin");
    }

    @Test
    void takesTheValueBeforeTheDefaultAndTheEmptyTextOfAWecubePackage() {
        packages.publish("p1", manifest("1.0.0", "plugins", ""));
        assertThat(held("probe", "1.0.0")).isEmpty();

        change(idOf("1.0.0"), "{\"value\": \"a,b=c\"}");
        assertThat(held("probe", "1.0.0")).isEqualTo("a,b=c");

        change(idOf("1.0.0"), "{\"unset\": true}");
        assertThat(held("probe", "1.0.0")).isEmpty();
    }

    @Test
    void givesANewVersionWhatWasSetForTheOneBefore() {
        packages.publish("p1", manifest("1.9.0", "plugins", "default"));
        change(idOf("1.9.0"), "{\"value\": \"" + CANARY + "\", \"secret\": true}");

        packages.publish("p2", manifest("1.10.0", "plugins", "another default"));

        assertThat(variables.find("probe", "1.10.0", "X")).hasValue(new SystemVariables.Held(CANARY, true));
        packages.forget("p1");
        packages.publish("p3", manifest("1.9.0", "plugins", "default"));
        assertThat(held("probe", "1.9.0"))
                .as("after it was deleted and uploaded again")
                .isEqualTo(CANARY);
    }

    @Test
    void readsNothingOfADecommissionedPackage() {
        packages.publish("p1", manifest("1.0.0", "plugins", "here"));
        packages.withdraw("p1");

        assertThat(variables.find("probe", "1.0.0", "X")).isEmpty();
    }

    @Test
    void neverShowsOrStoresASecretInTheClear() {
        var id = create("GLOBAL", null, null, CANARY, "secret");
        change(id, "{\"value\": \"" + CANARY + "2\"}");

        assertThat(client().get(PATH).response().body()).doesNotContain(CANARY).contains("\"set\":true");
        assertThat(client().get(PATH + "/" + id + "/history").response().body())
                .doesNotContain(CANARY)
                .contains("CREATED", "CHANGED", "user:");
        assertThat(client().get("/platform/v1/events?limit=500").response().body())
                .doesNotContain(CANARY);
        assertThat(jdbc.queryForList("select set_value from system_variable", String.class))
                .allSatisfy(stored -> assertThat(stored).startsWith("v1.").doesNotContain(CANARY));
        assertThat(variables.find("any", "1.0.0", "X")).hasToString("Optional[Held[secret]]");
    }

    @Test
    void blotsTheHistoryOfWhatBecomesASecret() {
        var id = create("GLOBAL", null, null, CANARY);
        assertThat(client().get(PATH + "/" + id + "/history").response().body()).contains(CANARY);

        change(id, "{\"secret\": true}");

        assertThat(jdbc.queryForList("select before_value, after_value from system_variable_change")
                        .toString())
                .doesNotContain(CANARY);
        assertThat(held("any", "1.0.0")).isEqualTo(CANARY);
    }

    @Test
    void doesNotOpenASealedValueInAnotherRow() {
        var secret = create("GLOBAL", null, null, CANARY, "secret");
        var other = create("PLUGIN", "probe", null, "mine", "secret");
        jdbc.update(
                "update system_variable set set_value = ? where id = ?",
                jdbc.queryForObject("select set_value from system_variable where id = ?", String.class, secret),
                other);

        assertThatThrownBy(() -> variables.find("probe", "1.0.0", "X"))
                .isInstanceOf(UnsealableException.class)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void refusesAChangeOfWhatWasChangedMeanwhile() {
        var id = create("GLOBAL", null, null, "one");
        change(id, "{\"value\": \"two\"}");

        var answer = put(id, "\"v1\"", "{\"value\": \"three\"}");

        assertThat(answer.status()).isEqualTo(412);
        assertThat(held("any", "1.0.0")).isEqualTo("two");
        assertThat(put(id, null, "{\"value\": \"three\"}").status()).isEqualTo(428);
    }

    @Test
    void refusesWhatIsNoVariable() {
        var bodies = List.of(
                body("GLOBAL", "probe", null, "x", "string"),
                body("PLUGIN", null, null, "x", "string"),
                body("PLUGIN", "../etc", null, "x", "string"),
                body("PACKAGE", "probe", null, "x", "string"),
                body("PACKAGE", "probe", "latest", "x", "string"),
                body("GLOBAL", null, null, "many", "integer"),
                body("GLOBAL", null, null, "1e9999999999999999999999999999999999999999", "number"),
                body("GLOBAL", null, null, "yes", "boolean"),
                body("GLOBAL", null, null, "5m", "duration"),
                body("GLOBAL", null, null, "nul\\u0000", "string"),
                body("GLOBAL", null, null, "x", "string").replace("\"X\"", "\"a b\""),
                body("GLOBAL", null, null, "x".repeat(20_001), "string"));
        for (var body : bodies) {
            var answer = client().post(PATH, body);
            assertThat(answer.status()).as(body).isBetween(400, 422);
            assertThat(answer.text("code")).as(body).isNotEmpty();
        }
        assertThat(jdbc.queryForObject("select count(*) from system_variable where name = 'X'", Integer.class))
                .isZero();
        create("GLOBAL", null, null, "x");
        assertThat(client().post(PATH, body("GLOBAL", null, null, "y", "string"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void pagesSearchesAndNarrows() {
        for (int i = 0; i < 5; i++) {
            client().post(PATH, body("PLUGIN", "probe", null, "v", "string").replace("\"X\"", "\"Name_" + i + "\""));
        }
        create("GLOBAL", null, null, "v");

        var first = client().get(PATH + "?limit=4").json();
        var second = client().get(PATH + "?limit=4&after=" + first.path("next").asString())
                .json();

        assertThat(first.path("items").size() + second.path("items").size()).isEqualTo(6);
        assertThat(names(PATH + "?search=NAME_3")).containsExactly("Name_3");
        assertThat(names(PATH + "?search=%25")).isEmpty();
        assertThat(names(PATH + "?scope=GLOBAL")).containsExactly("X");
        assertThat(names(PATH + "?plugin=probe")).hasSize(5);
    }

    @Test
    void letsOnlyWhoMayChangeThem() {
        var viewer = new CoreClient(port, TestIdentities.shared().user("v", "*:read"));

        assertThat(viewer.get(PATH).status()).isEqualTo(200);
        assertThat(viewer.post(PATH, body("GLOBAL", null, null, "x", "string")).status())
                .isEqualTo(403);
    }

    private List<String> names(String path) {
        var items = client().get(path).json().path("items");
        return IntStream.range(0, items.size())
                .mapToObj(i -> items.get(i).path("name").asString())
                .toList();
    }

    private String held(String plugin, String version) {
        return variables.find(plugin, version, "X").orElseThrow().value();
    }

    private String idOf(String version) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select id from system_variable where version = ?", String.class, version));
    }

    private String create(String scope, @Nullable String plugin, @Nullable String version, String value) {
        return create(scope, plugin, version, value, "string");
    }

    private String create(String scope, @Nullable String plugin, @Nullable String version, String value, String type) {
        var answer = client().post(PATH, body(scope, plugin, version, value, type));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    private void change(String id, String body) {
        var tag = client().get(PATH + "/" + id)
                .response()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var answer = put(id, tag, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    }

    private CoreClient.Answer put(String id, @Nullable String tag, String body) {
        var request = client().request(PATH + "/" + id).header("Content-Type", "application/json");
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return client().send(request.PUT(BodyPublishers.ofString(body)));
    }

    private static String body(
            String scope, @Nullable String plugin, @Nullable String version, String value, String type) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", "X");
        fields.put("scope", scope);
        fields.put("type", type);
        fields.put("value", value);
        if (plugin != null) {
            fields.put("plugin", plugin);
        }
        if (version != null) {
            fields.put("version", version);
        }
        return fields.entrySet().stream()
                .map(field -> "\"%s\": \"%s\"".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private CoreClient client() {
        return CoreClient.administrator(port);
    }

    private static PluginManifest manifest(String version, String scope, String defaultValue) {
        return TestManifests.read("""
                <package name="probe" version="v%s">
                  <systemParameters>
                    <systemParameter name="X" scopeType="%s" defaultValue="%s"/>
                  </systemParameters>
                  <resourceDependencies>
                    <docker imageName="probe:1" containerName="probe" portBindings="{{ALLOCATE_PORT}}:9000"/>
                  </resourceDependencies>
                </package>""".formatted(version, scope, defaultValue));
    }
}
