package dev.sextant.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sextant.auth.AuthClient.Answer;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.testsupport.ForgedTokens;
import dev.sextant.web.identity.IdentityClients;
import dev.sextant.web.identity.TokenVerifier;
import dev.sextant.web.policy.OpenToAll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The whole auth-server on H2: also what does not depend on the database. */
class AuthServerOnH2IntegrationTests extends AuthServerContract {
    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping mappings;

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) throws IOException {
        Path home = Files.createTempDirectory("sextant-auth").resolve("home");
        properties.add("sextant.home", home::toString);
    }

    @Test
    @Order(10)
    void refusesOtherSites() {
        Map<String, String> foreign =
                Map.of("Sec-Fetch-Site", "cross-site", "Cookie", "sextant_refresh=" + admin().cookie());
        assertThat(client.post("/refresh", foreign, "").code()).isEqualTo("FOREIGN_SITE");
        assertThat(client.post("/sign-out", foreign, "").code()).isEqualTo("FOREIGN_SITE");
    }

    @Test
    @Order(10)
    void shedsSignInsThatAreTooManyAtOnce() throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int index = 0; index < 100; index++) {
            String address = "198.51.100." + index;
            calls.add(() -> client.signInFrom(address, "admin", PASSWORD));
        }
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> call : executor.invokeAll(calls)) {
                assertThat(call.get().status()).isIn(200, 429);
            }
        }
    }

    @ParameterizedTest
    @Order(10)
    @CsvSource({
        "admin,admin",
        "admin,password",
        "admin,123456",
        "admin,''",
        "admin,changeme",
        "admin,sextant",
        "admin,Admin123!",
        "admin,default_token",
        "root,root",
        "root,toor",
        "sa,''",
        "sa,sa",
        "umadmin,umadmin",
        "administrator,administrator",
        "guest,guest",
        "test,test",
        "user,user",
        "sextant,sextant",
        "operator,operator",
        "launcher,launcher",
        "service:launcher,''",
        "platform-core,platform-core",
        "admin@sextant,admin",
        "or 1=1 --,x",
        "admin\u0000,admin"
    })
    void knowsNoneOfTheUsualPasswords(String name, String password) {
        Answer answer =
                client.signInFrom("192.0.2." + Math.floorMod((name + password).hashCode(), 200), name, password);
        assertThat(answer.status()).isIn(401, 422, 429);
    }

    @Test
    @Order(10)
    void refusesIdentitiesThatWouldRule() {
        String token = admin().token();
        ECKey key = SigningKeys.generate();
        assertThat(client.putIdentity(token, "service:platform-core", key).status())
                .isEqualTo(422);
        assertThat(client.putIdentity(token, "user:admin", key).status()).isEqualTo(422);
        for (String permission : List.of("*", "*:read", "users:manage", "identities:manage", "tokens:exchange", "x")) {
            assertThat(client.putIdentity(token, "plugin:evil", key, permission).status())
                    .as(permission)
                    .isEqualTo(422);
        }
        String privateKey = "{\"publicKey\":%s,\"permissions\":[]}".formatted(key.toJSONString());
        assertThat(client.send("PUT", "/identities/plugin:evil", token, privateKey)
                        .code())
                .isEqualTo("BAD_IDENTITY");
        for (String jwk : List.of(
                "{}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}",
                "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}")) {
            String body = "{\"publicKey\":%s,\"permissions\":[]}".formatted(jwk);
            assertThat(client.send("PUT", "/identities/plugin:evil", token, body)
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    @Order(10)
    void servesTheKeysToServicesThatVerifyTokens() {
        IdentityClients core = clients("platform-core");
        TokenVerifier verifier = new TokenVerifier(core.keys(), "sextant", InstantSource.system());
        assertThat(verifier.verify(admin().token()).subject()).isEqualTo("user:admin");
        assertThat(verifier.verify(core.identity().token()).subject()).isEqualTo("service:platform-core");
        assertThat(core.keys().find("unknown")).isEmpty();
    }

    @Test
    @Order(10)
    void answersNothingWithoutTokenButTheSignInEndpoints() {
        List<String> open = new ArrayList<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            for (String method : methods(info)) {
                for (String pattern : info.getPatternValues()) {
                    String path = pattern.replaceAll("\\{[^}]*}", "x");
                    if (handler.hasMethodAnnotation(OpenToAll.class)) {
                        open.add(method + " " + path);
                    } else {
                        assertThat(client.raw(method, path, null).status())
                                .as(method + " " + path)
                                .isEqualTo(401);
                    }
                }
            }
        });
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "POST /auth/v1/sign-in",
                        "POST /auth/v1/refresh",
                        "POST /auth/v1/sign-out",
                        "POST /auth/v1/token",
                        "POST /auth/v1/api/login",
                        "GET /auth/v1/api/token",
                        "GET /error");
        assertThat(client.raw("GET", "/error", null).status()).isEqualTo(401);
    }

    private static Set<String> methods(RequestMappingInfo info) {
        Set<String> methods = new java.util.TreeSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.name()));
        return methods.isEmpty() ? Set.of("GET") : methods;
    }

    @Test
    @Order(10)
    void rejectsForgedTokens() throws Exception {
        ECKey key = JWKSet.parse(Files.readString(home.resolve("secrets/signing-keys.json")))
                .getKeys()
                .getFirst()
                .toECKey();
        var claims = SignedJWT.parse(admin().token()).getJWTClaimsSet();
        List<ForgedTokens.Forged> forged = ForgedTokens.of(key, claims);
        assertThat(forged).hasSizeGreaterThan(60);
        for (ForgedTokens.Forged each : forged) {
            assertThat(client.get("/users", each.token()).status())
                    .as(each.how())
                    .isIn(400, 401);
        }
        assertThat(client.get("/users", admin().cookie()).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @Order(10)
    @ValueSource(
            strings = {
                "/auth/v1/users/",
                "/auth/v1//users",
                "//auth/v1/users",
                "/auth/v1/users;a=b",
                "/auth;x/v1/users",
                "/auth/v1/users.json",
                "/auth/v1/users%2f",
                "/auth/v1/%75sers",
                "/auth/v1/./users",
                "/auth/v1/sign-in/../users",
                "/auth/v1/sign-in/..%2fusers",
                "/auth/v1/sign-in%2f..%2fusers",
                "/AUTH/v1/users",
                "/auth/v1/users%00",
                "/auth/v1/users%20",
                "/auth/v1/users%0a",
                "/auth/v1/users?x=/sign-in",
                "/auth/v1/users#/sign-in",
                "/actuator/health/../../auth/v1/users",
                "/actuator/health;/x",
                "/actuator",
                "/actuator/env",
                "/actuator/health/..;/env",
                "/auth/v1/users/me/",
                "/auth/v1/keys.json",
                "/auth/v1/users%252f",
                "/auth/v1/users\\",
                "/%61uth/v1/users",
                "/auth/v1/sign-in;/../users",
                "/.",
                "/..",
                "/",
                "/favicon.ico",
                "/index.html",
                "/v3/api-docs"
            })
    void opensNothingByAnotherSpelling(String path) {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get")) {
            assertThat(client.raw(method, path, null).status())
                    .as(method + " " + path)
                    .isIn(400, 401, 405, 501);
        }
    }

    @Test
    @Order(10)
    void ignoresMethodOverride() {
        Answer answer = client.post(
                "/sign-out", Map.of("X-HTTP-Method-Override", "GET", "X-Original-URL", "/auth/v1/users"), "");
        assertThat(answer.body()).doesNotContain("items");
    }
}
