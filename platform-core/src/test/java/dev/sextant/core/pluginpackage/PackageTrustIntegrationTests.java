package dev.sextant.core.pluginpackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.archive.SigningKeys;
import dev.sextant.contract.event.Event;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.CoreClient;
import dev.sextant.core.CoreIntegrationTest;
import dev.sextant.core.event.Events;
import dev.sextant.core.trust.TrustStore;
import dev.sextant.testsupport.PluginArchive;
import dev.sextant.testsupport.TestIdentities;
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

@CoreIntegrationTest
class PackageTrustIntegrationTests {
    private static final String PACKAGES = "/platform/v1/plugin-packages/";
    private static final String KEYS = "/platform/v1/trusted-keys";

    @Autowired
    Events events;

    @Autowired
    TrustStore store;

    @Autowired
    PackageProvenance provenance;

    @Autowired
    PackageStore packages;

    @Autowired
    Staging staging;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    CoreClient client;

    @BeforeEach
    void signIn() {
        client = CoreClient.administrator(port);
    }

    @Test
    void registersAndLaunchesWhatATrustedKeyHasSigned() {
        var keys = SigningKeys.generate();
        var key = trust("The makers", keys.getPublic());
        var added = client.upload(SignedArchive.of("signed", "1.0.0", keys));

        assertThat(added.json().at("/signature/verdict").asString()).isEqualTo("SIGNED");
        assertThat(added.json().at("/signature/keyName").asString()).isEqualTo("The makers");
        assertThat(client.get(KEYS + "/" + key).json().get("packages").asInt()).isEqualTo(1);
        var registered = client.post(PACKAGES + added.text("id") + "/register", "{}");
        assertThat(registered.status()).as(registered.response().body()).isEqualTo(200);
        assertThat(registered.json().at("/accepted/unsigned").asBoolean()).isFalse();
    }

    @Test
    void wantsAnExplicitYesToWhatNobodyHasSigned() {
        var added = client.upload(PluginArchive.of("unsigned", "1.0.0"));
        assertThat(added.json().at("/signature/verdict").asString()).isEqualTo("UNSIGNED");
        var path = PACKAGES + added.text("id");
        var before = events.last();

        for (var body :
                List.of("{}", "{\"acceptUnsigned\": false}", "{\"acceptOlder\": true}", "{\"acceptUnsigned\": null}")) {
            var refused = client.post(path + "/register", body);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("code")).isEqualTo("PACKAGE_UNSIGNED");
            assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("acceptUnsigned");
        }
        assertThat(client.post(path + "/register").text("code")).isEqualTo("PACKAGE_UNSIGNED");
        assertThat(client.post(path + "/register", "{\"acceptAll\": true}").status())
                .isEqualTo(400);
        assertThat(client.get(path).text("state")).isEqualTo("UPLOADED");

        var registered = client.register(added.text("id"));
        assertThat(registered.text("state")).isEqualTo("REGISTERED");
        assertThat(registered.json().at("/accepted/unsigned").asBoolean()).isTrue();
        assertThat(registered.text("registeredBy")).isNotBlank();
        assertThat(events.after(before, 10, null))
                .filteredOn(event -> event.type().equals("package.registered"))
                .extracting(Event::data)
                .asString()
                .contains("acceptedUnsigned");
    }

    @Test
    void judgesAnewWhenAKeyIsAddedAndRevoked() {
        var keys = SigningKeys.generate();
        var id = client.upload(SignedArchive.of("strange", "1.0.0", keys)).text("id");
        assertThat(verdict(id)).isEqualTo("UNKNOWN_KEY");
        assertThat(client.post(PACKAGES + id + "/register", "{}").text("code")).isEqualTo("PACKAGE_UNSIGNED");

        var key = trust("Known now", keys.getPublic());
        assertThat(verdict(id)).isEqualTo("SIGNED");
        assertThat(client.get(PACKAGES + id).text("signatureAtUpload")).isEqualTo("UNKNOWN_KEY");
        assertThat(client.post(PACKAGES + id + "/register", "{}").status()).isEqualTo(200);

        assertThat(client.post(KEYS + "/" + key + "/revoke", "{\"reason\": \"It leaked\"}")
                        .status())
                .isEqualTo(200);
        assertThat(verdict(id)).isEqualTo("REVOKED_KEY");
        var launch = client.post(PACKAGES + id + "/instances", "{}");
        assertThat(launch.status()).isEqualTo(409);
        assertThat(launch.text("code")).isEqualTo("PACKAGE_KEY_REVOKED");
        assertThat(startOfStopped(id).text("code")).isEqualTo("PACKAGE_KEY_REVOKED");

        var next = client.upload(SignedArchive.of("strange", "1.0.1", keys));
        assertThat(next.json().at("/signature/verdict").asString()).isEqualTo("REVOKED_KEY");
        assertThat(client.post(PACKAGES + next.text("id") + "/register", "{\"acceptUnsigned\": true}")
                        .text("code"))
                .isEqualTo("PACKAGE_KEY_REVOKED");
    }

    @Test
    void refusesAtTheUploadWhatWasModified() {
        var keys = SigningKeys.generate();
        trust("Honest", keys.getPublic());
        var honest = SignedArchive.of("modified", "1.0.0", keys);
        var other = PluginArchive.of(
                PluginArchive.manifest("modified", "1.0.0", "").replace("memory: 64Mi", "memory: 128Mi"),
                dev.sextant.testsupport.TinyImage.healthy("modified:1.0.0"));

        var forged = client.upload(SignedArchive.withSignatureOf(other, honest));
        assertThat(forged.status()).isEqualTo(422);
        assertThat(forged.text("code")).isEqualTo("PACKAGE_MODIFIED");
        assertThat(forged.json().at("/errors/0/pointer").asString()).isEqualTo("package.sig");
        var swapped = client.upload(SignedArchive.with(
                honest, "plugin.yaml", SignedArchive.files(other).getOrDefault("plugin.yaml", new byte[0])));
        assertThat(swapped.status()).isEqualTo(422);
        assertThat(swapped.text("detail")).contains("plugin.yaml");
        assertThat(client.get("/platform/v1/plugin-packages?search=modified")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(provenance.highest(List.of("modified"))).isEmpty();
    }

    @Test
    void noticesAKeyThatTurnsOutNotToHaveSigned() {
        var keys = SigningKeys.generate();
        var claimed = SignedArchive.withSignatureOf(
                PluginArchive.of("claimed", "1.0.0"), SignedArchive.of("other", "1.0.0", keys));
        var id = client.upload(claimed).text("id");
        assertThat(verdict(id)).isEqualTo("UNKNOWN_KEY");
        assertThat(client.register(id).status()).isEqualTo(200);

        trust("Never signed that", keys.getPublic());

        assertThat(verdict(id)).isEqualTo("MODIFIED");
        assertThat(client.post(PACKAGES + id + "/instances", "{}").text("code")).isEqualTo("PACKAGE_MODIFIED");
    }

    @Test
    void asksBeforeItGoesBackToAnOlderVersionEvenOfOneThatIsGone() {
        var high = client.upload(PluginArchive.of("falling", "2.0.0")).text("id");
        assertThat(client.delete(PACKAGES + high).status()).isEqualTo(204);
        var low = client.upload(PluginArchive.of("falling", "1.9.0"));
        assertThat(low.text("olderThan")).isEqualTo("2.0.0");
        var path = PACKAGES + low.text("id") + "/register";

        var refused = client.post(path, "{\"acceptUnsigned\": true}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("PACKAGE_OLDER");
        assertThat(refused.text("detail")).contains("2.0.0");
        assertThat(client.post(path, "{}").json().get("errors")).hasSize(2);
        var registered = client.post(path, "{\"acceptUnsigned\": true, \"acceptOlder\": true}");
        assertThat(registered.json().at("/accepted/older").asBoolean()).isTrue();
    }

    @Test
    void refusesInProductionWhatNoTrustedKeyHasSigned() {
        var settings = new PackageSettings(DataSize.ofMegabytes(64), 4, UnsignedPolicy.REFUSE);
        var strict = new PackageTrust(store, provenance, settings);
        var upload = new PackageUpload(staging, packages, strict, settings);
        var keys = SigningKeys.generate();

        assertRefused(upload, PluginArchive.of("strict", "1.0.0"), PackageError.PACKAGE_UNSIGNED);
        assertRefused(upload, SignedArchive.of("strict", "1.0.0", keys), PackageError.PACKAGE_UNSIGNED);
        var key = trust("Strict", keys.getPublic());
        var archive = SignedArchive.of("strict", "1.0.0", keys);
        var added = upload.receive(new ByteArrayInputStream(archive), archive.length, "user:test");
        assertThat(added.verdict()).isEqualTo(SignatureVerdict.SIGNED);
        client.post(KEYS + "/" + key + "/revoke", "{\"reason\": \"over\"}");
        assertRefused(upload, SignedArchive.of("strict", "1.0.1", keys), PackageError.PACKAGE_KEY_REVOKED);
    }

    @Test
    void entersEachKeyOnce() throws Exception {
        var keys = SigningKeys.generate();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(IntStream.range(0, 4)
                    .<Callable<Integer>>mapToObj(n -> () -> add("Twice " + n, SigningKeys.publicPem(keys.getPublic()))
                            .status())
                    .toList());
            assertThat(answers).extracting(Future::get).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    @Test
    void keepsAKeyThatHasSignedOrWasRevoked() {
        var keys = SigningKeys.generate();
        var key = trust("Kept", keys.getPublic());
        client.upload(SignedArchive.of("key-kept", "1.0.0", keys));
        assertThat(client.delete(KEYS + "/" + key).text("code")).isEqualTo("KEY_IN_USE");

        var spare = trust("Spare", SigningKeys.generate().getPublic());
        assertThat(client.delete(KEYS + "/" + spare).status()).isEqualTo(204);
        assertThat(client.get(KEYS + "/" + spare).status()).isEqualTo(404);

        var revoked = SigningKeys.generate();
        var gone = trust("Gone", revoked.getPublic());
        var before = events.last();
        var answer = client.post(KEYS + "/" + gone + "/revoke", "{\"reason\": \"lost\"}");
        assertThat(answer.json().at("/revocation/reason").asString()).isEqualTo("lost");
        assertThat(client.post(KEYS + "/" + gone + "/revoke", "{\"reason\": \"again\"}")
                        .text("code"))
                .isEqualTo("KEY_REVOKED");
        assertThat(client.delete(KEYS + "/" + gone).text("code")).isEqualTo("KEY_REVOKED");
        assertThat(add("Back", SigningKeys.publicPem(revoked.getPublic())).text("code"))
                .isEqualTo("KEY_EXISTS");
        assertThat(events.after(before, 10, null)).extracting(Event::type).containsExactly("trusted-key.revoked");
    }

    @Test
    void renamesAKeyAsItWasSeen() {
        var key = KEYS + "/" + trust("Before", SigningKeys.generate().getPublic());
        var seen = client.get(key).response().headers().firstValue("ETag").orElseThrow();
        var body = java.net.http.HttpRequest.BodyPublishers.ofString("{\"name\": \"After\"}");
        var rename =
                client.request(key).header("Content-Type", "application/json").PUT(body);

        assertThat(client.send(rename.copy()).status()).isBetween(400, 499);
        assertThat(client.send(rename.copy().header("If-Match", seen)).text("name"))
                .isEqualTo("After");
        assertThat(client.send(rename.copy().header("If-Match", seen)).status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "\u202Eevil", "two\u2028lines"})
    void refusesNamesThatDeceive(String name) {
        var answer = add(name, SigningKeys.publicPem(SigningKeys.generate().getPublic()));
        assertThat(answer.status()).as(answer.response().body()).isBetween(400, 422);
    }

    @Test
    void refusesWhatIsNoKey() {
        KeyPair keys = SigningKeys.generate();
        for (var text : List.of(
                "x",
                SigningKeys.privatePem(keys.getPrivate()),
                "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----",
                "a".repeat(1001))) {
            var answer = add("No key", text);
            assertThat(answer.status()).as(answer.response().body()).isBetween(400, 422);
            assertThat(answer.response().body()).doesNotContain("PRIVATE KEY-----\nM");
        }
    }

    @Test
    void letsOnlyThoseWhoMayLookAndChange() {
        var reader = new CoreClient(port, TestIdentities.shared().user("reader", "trust:read"));
        var stranger = new CoreClient(port, TestIdentities.shared().user("stranger", "packages:manage"));

        assertThat(reader.get(KEYS + "?limit=1").status()).isEqualTo(200);
        assertThat(reader.post(KEYS, "{\"name\": \"a\", \"publicKey\": \"b\"}").status())
                .isEqualTo(403);
        assertThat(stranger.get(KEYS).status()).isEqualTo(403);
    }

    @Test
    void pagesTheKeys() {
        IntStream.range(0, 3)
                .forEach(n -> trust("Paged " + n, SigningKeys.generate().getPublic()));
        var first = client.get(KEYS + "?limit=2&search=paged").json();
        var second = client.get(KEYS + "?limit=2&search=paged&after="
                        + first.get("next").asString())
                .json();

        assertThat(first.get("items"))
                .extracting(one -> one.get("name").asString())
                .containsExactly("Paged 0", "Paged 1");
        assertThat(second.get("items"))
                .extracting(one -> one.get("name").asString())
                .containsExactly("Paged 2");
    }

    private void assertRefused(PackageUpload upload, byte[] archive, PackageError code) {
        assertThatThrownBy(() -> upload.receive(new ByteArrayInputStream(archive), archive.length, "user:test"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    /** Starts an instance that was launched while its key was trusted. */
    private CoreClient.Answer startOfStopped(String packageId) {
        var instance = "stopped-" + packageId.substring(0, 8);
        database.sql("""
                        insert into plugin_instance (id, package_id, plugin, version, resource_host_id, desired, state,
                        state_since, restarts, failures, revision)
                        values (?, ?, 'strange', '1.0.0', 'none', 'STOPPED', 'STOPPED', current_timestamp, 0, 0, 0)""").params(instance, packageId).update();
        try {
            return client.post("/platform/v1/plugin-instances/" + instance + "/start");
        } finally {
            database.sql("delete from plugin_instance where id = ?")
                    .param(instance)
                    .update();
        }
    }

    private String verdict(String id) {
        return client.get(PACKAGES + id).json().at("/signature/verdict").asString();
    }

    private String trust(String name, PublicKey key) {
        var answer = add(name, SigningKeys.publicPem(key));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("id");
    }

    private CoreClient.Answer add(String name, String pem) {
        return client.post(KEYS, JsonMapper.shared().writeValueAsString(Map.of("name", name, "publicKey", pem)));
    }
}
