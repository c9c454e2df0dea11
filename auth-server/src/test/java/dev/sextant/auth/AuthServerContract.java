package dev.sextant.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.sextant.auth.AuthClient.Answer;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.IdentityClients;
import dev.sextant.web.identity.IdentityProperties;
import dev.sextant.web.identity.IssuedToken;
import dev.sextant.web.identity.TokenNotPermittedException;
import dev.sextant.web.identity.TokenVerifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.JsonNode;

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

    @Test
    @Order(8)
    void givesUsersTokensForThePagesOfOnePlugin(CapturedOutput output) throws Exception {
        IdentityClients gateway = clients("api-gateway");
        Answer issued = client.send("POST", "/pages-tokens", admin().token(), "{\"plugin\": \"inventory\"}");
        String token = issued.json().path("token").asString();
        Caller caller = new TokenVerifier(gateway.keys(), "ui:inventory", InstantSource.system()).verify(token);

        assertThat(caller.subject()).isEqualTo("user:admin");
        assertThat(caller.permissions().toList()).containsExactly("inventory:*");
        assertThat(issued.json().path("expiresIn").asInt()).isBetween(200, 300);
        assertThat(issued.header("cache-control")).contains("no-store");
        assertThat(client.get("/users/me", token).status()).isEqualTo(401);
        assertThat(client.send("POST", "/pages-tokens", token, "{\"plugin\": \"inventory\"}")
                        .status())
                .isEqualTo(401);
        IssuedToken exchanged = gateway.identity().exchange(token, "inventory");
        assertThat(new TokenVerifier(gateway.keys(), "inventory", InstantSource.system())
                        .verify(exchanged.value())
                        .permissions()
                        .toList())
                .containsExactly("inventory:*");
        assertThat(client.exchange("api-gateway", identity("api-gateway"), token, "job-execution")
                        .error())
                .isEqualTo("invalid_grant");
        assertThat(output.getAll()).doesNotContain(token);
    }

    @Test
    @Order(8)
    void givesTokensForPagesToUsersOnlyAndForPluginsOnly() throws Exception {
        String service = clients("api-gateway").identity().token();
        assertThat(client.send("POST", "/pages-tokens", service, "{\"plugin\": \"inventory\"}")
                        .code())
                .isEqualTo("NOT_A_USER");
        assertThat(client.send("POST", "/pages-tokens", null, "{\"plugin\": \"inventory\"}")
                        .status())
                .isEqualTo(401);
        for (String body :
                List.of("{}", "{\"plugin\": \"\"}", "{\"plugin\": \"a:b\"}", "{\"plugin\": \"../x\"}", "[]")) {
            assertThat(client.send("POST", "/pages-tokens", admin().token(), body)
                            .status())
                    .as(body)
                    .isIn(400, 422);
        }
    }

    @Test
    @Order(9)
    void signsSubSystemsInByWhatTheirPrivateKeyMade(CapturedOutput output) throws Exception {
        KeyPair keys = rsa();
        String signingKey =
                subSystem("saltstack", keys, "172.30.0.0/16").path("signingKey").asString();
        assertThat(client.putIdentity(core(), "plugin:saltstack", SigningKeys.generate(), "invocations:report")
                        .status())
                .isEqualTo(200);

        Answer answer = login("SYS_SALTSTACK", "fresh", password(keys, "SYS_SALTSTACK:fresh"), "127.0.0.9");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("OK");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        String access = tokenOf(answer, "accessToken");
        Caller caller =
                new TokenVerifier(clients("api-gateway").keys(), "sextant", InstantSource.system()).verify(access);
        assertThat(caller.subject()).isEqualTo("plugin:saltstack");
        assertThat(caller.permissions().toList()).containsExactly("invocations:report");
        String refresh = tokenOf(answer, "refreshToken");
        Answer again = bearer("GET", "/api/token", refresh);
        assertThat(tokenOf(again, "accessToken")).isNotEqualTo(access);
        assertThat(bearer("GET", "/api/token", access).status()).isEqualTo(401);
        assertThat(client.get("/users", refresh).status()).isEqualTo(401);
        assertThat(output.getAll()).doesNotContain(access, refresh, signingKey);
    }

    @Test
    @Order(9)
    void takesANonceTwiceOnlyFromThePluginsOwnNetwork() throws Exception {
        KeyPair keys = rsa();
        subSystem("artifacts", keys, "172.31.4.0/24");
        client.putIdentity(core(), "plugin:artifacts", SigningKeys.generate());
        String password = password(keys, "SYS_ARTIFACTS:monitor");

        assertThat(login("SYS_ARTIFACTS", "monitor", password, "172.31.4.2").status())
                .isEqualTo(200);
        assertThat(login("SYS_ARTIFACTS", "monitor", password, "172.31.4.3").status())
                .as("WeCube's clients have one nonce for ever")
                .isEqualTo(200);
        assertThat(login("SYS_ARTIFACTS", "monitor", password, "172.31.5.2").code())
                .as("who has listened, from elsewhere")
                .isEqualTo("SIGN_IN_REFUSED");
    }

    @Test
    @Order(9)
    void refusesSubSystemsThatCannotProveWhoTheyAre() throws Exception {
        KeyPair keys = rsa();
        subSystem("bdp", keys, null);
        client.putIdentity(core(), "plugin:bdp", SigningKeys.generate());
        String good = password(keys, "SYS_BDP:n1");
        List<List<String>> bad = List.of(
                List.of("SYS_BDP", "n2", good),
                List.of("SYS_OTHER", "n1", good),
                List.of("SYS_BDP", "n1", password(rsa(), "SYS_BDP:n1")),
                List.of("SYS_BDP", "n1", "AAAA"),
                List.of("SYS_BDP", "n1", "not base64"),
                List.of("SYS_BDP", "n1", Base64.getEncoder().encodeToString(new byte[256])));
        int from = 0;
        for (List<String> each : bad) {
            Answer answer = login(each.get(0), each.get(1), each.get(2), "127.0.1." + ++from);
            assertThat(answer.code()).as(each.toString()).isEqualTo("SIGN_IN_REFUSED");
        }
        assertThat(login("SYS_BDP", "n1", good, "127.0.1.99").status()).isEqualTo(200);
        assertThat(login("SYS_BDP", "n1", good, "127.0.1.99").code()).isEqualTo("SIGN_IN_REFUSED");
        for (int i = 0; i < 5; i++) {
            login("SYS_BDP", "n1", "AAAA", "127.0.2.1");
        }
        assertThat(login("SYS_BDP", "n3", password(keys, "SYS_BDP:n3"), "127.0.2.1")
                        .code())
                .isEqualTo("SIGN_IN_LOCKED");
        assertThat(client.send("DELETE", "/sub-systems/bdp", core(), null).status())
                .isEqualTo(204);
        assertThat(login("SYS_BDP", "n4", password(keys, "SYS_BDP:n4"), "127.0.1.98")
                        .code())
                .isEqualTo("SIGN_IN_REFUSED");
    }

    @Test
    @Order(9)
    void signsTokensForASubSystemWithAKeyThatNobodyElseTakes() throws Exception {
        String mine = subSystem("kubernetes", rsa(), null).path("signingKey").asString();
        String others =
                subSystem("itsdangerous", rsa(), null).path("signingKey").asString();
        assertThat(mine).hasSize(88).doesNotContain("=").isNotEqualTo(others);
        assertThat(subSystem("kubernetes", rsa(), null).path("signingKey").asString())
                .isEqualTo(mine);

        IssuedToken issued = clients("api-gateway").identity().exchange(admin().token(), "kubernetes");

        SignedJWT token = SignedJWT.parse(issued.value());
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS512);
        assertThat(token.verify(new MACVerifier(Base64.getDecoder().decode(mine))))
                .isTrue();
        assertThat(token.verify(new MACVerifier(Base64.getDecoder().decode(others))))
                .isFalse();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("admin");
        assertThat(token.getJWTClaimsSet().getStringClaim("authority")).isEqualTo("[administrator]");
        assertThat(token.getJWTClaimsSet().getStringClaim("type")).isEqualTo("accessToken");
        assertThat(client.get("/users", issued.value()).status()).isEqualTo(401);
        SignedJWT forged = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS512),
                SignedJWT.parse(admin().token()).getJWTClaimsSet());
        forged.sign(new MACSigner(Base64.getDecoder().decode(mine)));
        assertThat(client.get("/users", forged.serialize()).status()).isEqualTo(401);
        assertThat(client.exchange("api-gateway", identity("api-gateway"), forged.serialize(), "kubernetes")
                        .error())
                .isEqualTo("invalid_grant");
        String core = core();
        IdentityClients gateway = clients("api-gateway");
        String reader = client.token("plugin:reader", reader(core))
                .json()
                .path("access_token")
                .asString();
        assertThatThrownBy(() -> gateway.identity().exchange(reader, "kubernetes"))
                .as("who may read alone, as such a plugin does not check it")
                .isInstanceOf(TokenNotPermittedException.class);
        assertThat(SignedJWT.parse(clients("api-gateway")
                                .identity()
                                .exchange(core, "kubernetes")
                                .value())
                        .getJWTClaimsSet()
                        .getSubject())
                .isEqualTo("SYS_PLATFORM");
    }

    private ECKey reader(String core) {
        ECKey key = SigningKeys.generate();
        client.putIdentity(core, "plugin:reader", key, "kubernetes:read");
        return key;
    }

    private JsonNode subSystem(String plugin, KeyPair keys, @Nullable String network) {
        String key = Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
        String body = network == null
                ? "{\"publicKey\":\"%s\"}".formatted(key)
                : "{\"publicKey\":\"%s\",\"network\":\"%s\"}".formatted(key, network);
        Answer answer = client.send("PUT", "/sub-systems/" + plugin, core(), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer login(String code, String nonce, String password, String address) {
        String body = "{\"username\":\"%s\",\"clientType\":\"SUB_SYSTEM\",\"nonce\":\"%s\",\"password\":\"%s\"}"
                .formatted(code, nonce, password);
        // Without a Content-Type, as clients in Go leave it out.
        return client.post("/api/login", Map.of("X-Forwarded-For", address), body);
    }

    private Answer bearer(String method, String path, String token) {
        return client.send(method, path, token, null);
    }

    private static String tokenOf(Answer answer, String type) {
        for (var token : answer.json().path("data")) {
            if (token.path("tokenType").asString().equals(type)) {
                assertThat(token.path("expiration").asString()).matches("[0-9]{13}");
                return token.path("token").asString();
            }
        }
        throw new AssertionError("no %s in %s".formatted(type, answer.body()));
    }

    private String core() {
        try {
            return client.token("service:platform-core", identity("platform-core"))
                    .json()
                    .path("access_token")
                    .asString();
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String password(KeyPair keys, String text) throws Exception {
        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, keys.getPrivate());
        return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
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
