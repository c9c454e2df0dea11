package dev.sextant.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.sextant.auth.AuthClient.Answer;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.IdentityClients;
import dev.sextant.web.identity.IdentityProperties;
import dev.sextant.web.identity.IssuedToken;
import dev.sextant.web.identity.TokenVerifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the auth-server does, on whichever database it keeps its tables. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"sextant.session.lock=1h", "sextant.session.longest-lock=1h"})
@ExtendWith(OutputCaptureExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AuthServerContract {
    static final String PASSWORD = "correct horse battery staple";

    @LocalServerPort
    private int port;

    @Value("${sextant.home}")
    protected Path home;

    protected AuthClient client;

    @BeforeEach
    void connect() {
        client = new AuthClient(port);
    }

    @Test
    @Order(1)
    void makesSecretsAtFirstStartForNobodyElsesEyes() throws Exception {
        Path secrets = home.resolve("secrets");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rwx------");
        try (var files = Files.walk(secrets)) {
            List<Path> regular = files.filter(Files::isRegularFile).toList();
            assertThat(regular.stream().map(file -> secrets.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "initial-admin-password",
                            "signing-keys.json",
                            "identities/platform-core.jwk",
                            "identities/api-gateway.jwk",
                            "identities/launcher.jwk");
            for (Path file : regular) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    @Order(2)
    void opensNothingButTheChangeOfTheOneTimePassword(CapturedOutput output) throws Exception {
        Path file = home.resolve("secrets/initial-admin-password");
        String oneTime = Files.readString(file).strip();
        Answer first = client.signIn("admin", oneTime);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("passwordChangeRequired").asBoolean()).isTrue();
        assertThat(client.get("/users", first.token()).code()).isEqualTo("PASSWORD_CHANGE_REQUIRED");
        assertThat(client.get("/keys", first.token()).status()).isEqualTo(403);
        assertThat(client.get("/users/me", first.token()).status()).isEqualTo(200);
        assertThat(client.changePassword(first.token(), "wrong one here", PASSWORD)
                        .code())
                .isEqualTo("WRONG_PASSWORD");
        assertThat(client.changePassword(first.token(), oneTime, oneTime).code())
                .isEqualTo("WEAK_PASSWORD");
        assertThat(client.changePassword(first.token(), oneTime, "password1234").code())
                .isEqualTo("WEAK_PASSWORD");
        assertThat(client.changePassword(first.token(), oneTime, "admin-and-more")
                        .code())
                .isEqualTo("WEAK_PASSWORD");

        Answer changed = client.changePassword(first.token(), oneTime, PASSWORD);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(client.get("/users", changed.token()).status()).isEqualTo(200);
        assertThat(file).doesNotExist();
        assertThat(client.signIn("admin", oneTime).code()).isEqualTo("SIGN_IN_REFUSED");
        assertThat(client.refresh(first.cookie()).status()).isEqualTo(401);
        assertThat(client.refresh(changed.cookie()).status()).isEqualTo(200);
        assertThat(output.getAll()).doesNotContain(oneTime, PASSWORD, first.token(), changed.token(), first.cookie());
    }

    @Test
    @Order(3)
    void endsTheFamilyOfARefreshTokenThatComesTwice() {
        String first = admin().cookie();
        Answer second = client.refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("set-cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/auth/v1");
        Answer third = client.refresh(second.cookie());
        assertThat(third.status()).isEqualTo(200);
        assertThat(client.refresh(second.cookie()).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(third.cookie()).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh("x".repeat(43)).status()).isEqualTo(401);
        assertThat(client.refresh("").status()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void answersTheSameAttemptAgainUntilTheNextTokenIsUsed() {
        String first = admin().cookie();
        String attempt = UUID.randomUUID().toString();
        Answer lost = client.refresh(first, attempt);
        Answer again = client.refresh(first, attempt);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.cookie()).isEqualTo(lost.cookie());
        Answer third = client.refresh(again.cookie(), UUID.randomUUID().toString());
        assertThat(third.status()).isEqualTo(200);
        assertThat(client.refresh(first, attempt).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(third.cookie()).code()).isEqualTo("SESSION_ENDED");
    }

    @Test
    @Order(3)
    void answersManyOfTheSameAttemptAtOnceAlike() throws Exception {
        String first = admin().cookie();
        String attempt = UUID.randomUUID().toString();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = Collections.nCopies(8, (Callable<Answer>) () -> client.refresh(first, attempt));
            Set<String> cookies = new HashSet<>();
            for (Future<Answer> call : executor.invokeAll(calls)) {
                assertThat(call.get().status()).as(call.get().body()).isEqualTo(200);
                cookies.add(call.get().cookie());
            }
            assertThat(cookies).hasSize(1);
        }
    }

    @Test
    @Order(3)
    void endsTheFamilyOfARefreshTokenThatComesTwiceInAnotherAttempt() {
        String first = admin().cookie();
        Answer second = client.refresh(first, UUID.randomUUID().toString());
        assertThat(client.refresh(first, UUID.randomUUID().toString()).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.refresh(second.cookie()).code()).isEqualTo("SESSION_ENDED");
        String other = admin().cookie();
        client.refresh(other, "guessable");
        assertThat(client.refresh(other, "guessable").code()).isEqualTo("SESSION_ENDED");
    }

    @Test
    @Order(3)
    void endsTheSessionAtSignOut() {
        String cookie = admin().cookie();
        Answer answer = client.post("/sign-out", Map.of("Cookie", "sextant_refresh=" + cookie), "");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("set-cookie")).contains("Max-Age=0");
        assertThat(client.refresh(cookie).status()).isEqualTo(401);
    }

    @Test
    @Order(4)
    void locksOutAfterFailuresFromOneAddressOnly() {
        for (int failure = 0; failure < 5; failure++) {
            assertThat(client.signInFrom("203.0.113.7", "admin", "wrong password")
                            .code())
                    .isEqualTo("SIGN_IN_REFUSED");
        }
        Answer locked = client.signInFrom("203.0.113.7", "admin", PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.code()).isEqualTo("SIGN_IN_LOCKED");
        assertThat(Integer.parseInt(locked.header("retry-after"))).isPositive();
        assertThat(client.signInFrom("203.0.113.8", "admin", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    @Order(5)
    void givesUserAOneTimePasswordThatIsShownOnce() {
        String token = admin().token();
        Answer created = client.send("POST", "/users", token, "{\"name\":\"ann\",\"roles\":[\"operator\"]}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String oneTime = created.json().path("oneTimePassword").asString();
        assertThat(client.send("POST", "/users", token, "{\"name\":\"ann\",\"roles\":[\"viewer\"]}")
                        .code())
                .isEqualTo("USER_EXISTS");
        assertThat(client.send("POST", "/users", token, "{\"name\":\"bob\",\"roles\":[\"king\"]}")
                        .code())
                .isEqualTo("UNKNOWN_ROLE");
        assertThat(client.send("POST", "/users", token, "{\"name\":\"Bob!\",\"roles\":[\"viewer\"]}")
                        .status())
                .isEqualTo(422);
        assertThat(client.get("/users", token).body()).doesNotContain(oneTime, "argon2");
        Answer signedIn = client.signIn("ann", oneTime);
        Answer own = client.changePassword(signedIn.token(), oneTime, "a quite different phrase");
        assertThat(own.json().at("/user/permissions").toString())
                .contains("runs:*")
                .doesNotContain("\"*\"");
        assertThat(client.get("/users", own.token()).code()).isEqualTo("PERMISSION_MISSING");
        assertThat(client.get("/users?limit=1", token).json().path("next").isNull())
                .isFalse();
    }

    @Test
    @Order(5)
    void replacesALostPasswordByAOneTimePassword(CapturedOutput output) {
        String admin = admin().token();
        String first = client.send("POST", "/users", admin, "{\"name\":\"cem\",\"roles\":[\"viewer\"]}")
                .json()
                .path("oneTimePassword")
                .asString();
        Answer own = client.changePassword(client.signIn("cem", first).token(), first, "soon to be forgotten");
        assertThat(client.reset(own.token(), "cem").code()).isEqualTo("PERMISSION_MISSING");
        assertThat(client.reset(admin, "nobody").code()).isEqualTo("USER_NOT_FOUND");

        Answer reset = client.reset(admin, "cem");
        assertThat(reset.status()).as(reset.body()).isEqualTo(200);
        String second = reset.json().path("oneTimePassword").asString();
        assertThat(client.refresh(own.cookie()).code()).isEqualTo("SESSION_ENDED");
        assertThat(client.signIn("cem", "soon to be forgotten").code()).isEqualTo("SIGN_IN_REFUSED");
        Answer back = client.signIn("cem", second);
        assertThat(back.json().path("passwordChangeRequired").asBoolean()).isTrue();
        assertThat(client.changePassword(back.token(), second, "another one to keep")
                        .status())
                .isEqualTo(200);
        assertThat(client.signIn("cem", second).code()).isEqualTo("SIGN_IN_REFUSED");
        assertThat(output.getAll()).doesNotContain(first, second);
    }

    @Test
    @Order(5)
    void letsOnlyTheLauncherResetTheLastAdministrator() throws Exception {
        assertThat(client.reset(admin().token(), "admin").code()).isEqualTo("OWN_PASSWORD");
        String launcher = client.token("service:launcher", identity("launcher"))
                .json()
                .path("access_token")
                .asString();
        String oneTime =
                client.reset(launcher, "admin").json().path("oneTimePassword").asString();
        Path file = Files.writeString(home.resolve("secrets/one-time-password-admin"), oneTime);
        assertThat(client.signIn("admin", PASSWORD).code()).isEqualTo("SIGN_IN_REFUSED");
        Answer back = client.signIn("admin", oneTime);
        assertThat(client.get("/users", back.token()).code()).isEqualTo("PASSWORD_CHANGE_REQUIRED");
        assertThat(client.changePassword(back.token(), oneTime, PASSWORD).status())
                .isEqualTo(200);
        assertThat(file).doesNotExist();
    }

    @Test
    @Order(6)
    void givesServicesTokensForTheirAssertions() throws Exception {
        Answer answer = client.token("service:platform-core", identity("platform-core"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var claims =
                SignedJWT.parse(answer.json().path("access_token").asString()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("service:platform-core");
        assertThat(claims.getStringListClaim("permissions")).containsExactly("*:invoke", "*:read", "identities:manage");
    }

    @Test
    @Order(6)
    void refusesEveryOtherAssertion() throws Exception {
        ECKey core = identity("platform-core");
        String good = Assertions.of("service:platform-core", core).sign();
        assertThat(client.token(good).status()).isEqualTo(200);
        assertThat(client.token(good).json().path("error").asString()).isEqualTo("invalid_client");
        Assertions assertion = Assertions.of("service:platform-core", core);
        List<String> bad = List.of(
                "",
                "x",
                Assertions.of("service:launcher", core).sign(),
                Assertions.of("service:platform-core", SigningKeys.generate()).sign(),
                Assertions.of("plugin:unknown", SigningKeys.generate()).sign(),
                assertion.with(claims -> claims.issuer("service:launcher")).sign(),
                assertion.with(claims -> claims.audience("sextant")).sign(),
                assertion
                        .with(claims -> claims.audience(List.of("sextant/token", "x")))
                        .sign(),
                assertion.with(claims -> claims.jwtID(null)).sign(),
                assertion.with(claims -> claims.jwtID("x".repeat(129))).sign(),
                assertion.livingFor(-1).sign(),
                assertion.livingFor(600).sign(),
                admin().token());
        for (String each : bad) {
            assertThat(client.token(each).status()).as(each).isIn(400, 401);
        }
    }

    @Test
    @Order(7)
    void givesPluginsIdentitiesThatEndWithThem() throws Exception {
        String core = client.token("service:platform-core", identity("platform-core"))
                .json()
                .path("access_token")
                .asString();
        ECKey first = SigningKeys.generate();
        ECKey second = SigningKeys.generate();
        assertThat(client.putIdentity(core, "plugin:inventory", first, "invocations:report")
                        .status())
                .isEqualTo(200);
        assertThat(client.putIdentity(core, "plugin:inventory", second, "invocations:report")
                        .status())
                .isEqualTo(200);
        assertThat(client.token("plugin:inventory", first).status()).isEqualTo(200);
        assertThat(client.token("plugin:inventory", second).status()).isEqualTo(200);
        assertThat(client.send("DELETE", "/identities/plugin:inventory/keys/" + first.getKeyID(), core, null)
                        .status())
                .isEqualTo(204);
        assertThat(client.token("plugin:inventory", first).status()).isEqualTo(401);
        assertThat(client.send("DELETE", "/identities/plugin:inventory", core, null)
                        .status())
                .isEqualTo(204);
        assertThat(client.token("plugin:inventory", second).status()).isEqualTo(401);
        assertThat(client.send("DELETE", "/identities/plugin:inventory", core, null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(8)
    void exchangesTokensForOnePluginWithFewerPermissions() throws Exception {
        IdentityClients gateway = clients("api-gateway");
        IssuedToken exchanged = gateway.identity().exchange(admin().token(), "inventory");
        TokenVerifier plugin = new TokenVerifier(gateway.keys(), "inventory", InstantSource.system());
        Caller caller = plugin.verify(exchanged.value());
        assertThat(caller.subject()).isEqualTo("user:admin");
        assertThat(caller.actor()).isEqualTo("service:api-gateway");
        assertThat(caller.permissions().toList()).containsExactly("inventory:*");
        assertThat(client.get("/users", exchanged.value()).status()).isEqualTo(401);
        assertThat(client.exchange("api-gateway", identity("api-gateway"), exchanged.value(), "inventory")
                        .error())
                .isEqualTo("invalid_grant");
        assertThat(client.exchange("api-gateway", identity("api-gateway"), admin().token(), "sextant")
                        .error())
                .isEqualTo("invalid_target");
        assertThat(client.exchange("platform-core", identity("platform-core"), admin().token(), "inventory")
                        .error())
                .isEqualTo("unauthorized_client");
    }

    protected final Answer admin() {
        Answer answer = client.signIn("admin", PASSWORD);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    protected final ECKey identity(String name) throws Exception {
        return ECKey.parse(Files.readString(home.resolve("secrets/identities/" + name + ".jwk")));
    }

    protected final IdentityClients clients(String name) {
        IdentityProperties properties = new IdentityProperties(
                "sextant",
                "service:" + name,
                home.resolve("secrets/identities/" + name + ".jwk"),
                URI.create("http://127.0.0.1:" + port));
        return IdentityClients.of(properties, InstantSource.system());
    }
}
