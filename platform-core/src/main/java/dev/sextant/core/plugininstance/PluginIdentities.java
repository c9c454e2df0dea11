package dev.sextant.core.plugininstance;

import com.nimbusds.jose.jwk.ECKey;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.IdentityProperties;
import dev.sextant.web.identity.IdentityUnavailableException;
import dev.sextant.web.identity.ServiceIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The identities of plugins at the auth-server: each instance has a key of its own. */
@Component
class PluginIdentities {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String REPORT = "invocations:report";

    private final ServiceIdentity identity;
    private final URI authUrl;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    PluginIdentities(ServiceIdentity identity, IdentityProperties properties) {
        this.identity = identity;
        this.authUrl = Objects.requireNonNull(properties.authUrl(), "sextant.security.auth-url is missing");
    }

    /** Lets an instance sign in as its plugin, with the permissions that the manifest asks for. */
    void register(String plugin, ECKey publicKey, List<String> permissions) {
        var body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "publicKey",
                        publicKey.toJSONObject(),
                        "permissions",
                        Stream.concat(permissions.stream(), Stream.of(REPORT))
                                .distinct()
                                .toList()));
        var answer = send(
                request(path(plugin)).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
        check(plugin, answer, List.of(200, 201, 204));
    }

    /** What a sub-system signs in as, and what the tokens for it are signed with. */
    record SubSystem(String code, String signingKey) {
        @Override
        public String toString() {
            return "SubSystem[%s]".formatted(code);
        }
    }

    /** Lets a plugin that was built for WeCube sign in as a sub-system. */
    SubSystem registerSubSystem(String plugin, String publicKey, @Nullable String network) {
        var wanted = new HashMap<String, String>(Map.of("publicKey", publicKey));
        if (network != null) {
            wanted.put("network", network);
        }
        var body = JsonMapper.shared().writeValueAsString(wanted);
        var answer = send(request(subSystemPath(plugin))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        check(plugin, answer, List.of(200));
        return JsonMapper.shared().readValue(answer.body(), SubSystem.class);
    }

    /** Takes an instance's key away. */
    void removeKey(String plugin, String instanceId) {
        var answer = send(request(path(plugin) + "/keys/" + instanceId).DELETE());
        check(plugin, answer, List.of(200, 204, 404));
    }

    /** Takes the plugin's identity away, with all its keys. */
    void remove(String plugin) {
        check(plugin, send(request(subSystemPath(plugin)).DELETE()), List.of(200, 204, 404));
        check(plugin, send(request(path(plugin)).DELETE()), List.of(200, 204, 404));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(authUrl.resolve(path)).timeout(TIMEOUT);
    }

    private static String path(String plugin) {
        return "/auth/v1/identities/plugin:" + plugin;
    }

    private static String subSystemPath(String plugin) {
        return "/auth/v1/sub-systems/" + plugin;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(
                    request.header("Authorization", "Bearer " + identity.token())
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException | IdentityUnavailableException away) {
            throw new ProblemException(
                    InstanceError.IDENTITY_FAILED,
                    "The auth-server at %s does not answer: %s".formatted(authUrl, away.getMessage()),
                    away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ProblemException(InstanceError.IDENTITY_FAILED, "Interrupted", interrupted);
        }
    }

    private void check(String plugin, HttpResponse<String> answer, List<Integer> expected) {
        var status = answer.statusCode();
        if (expected.contains(status)) {
            return;
        }
        if (status == 401) {
            identity.forget();
        }
        var refused = status == 400 || status == 422;
        throw new ProblemException(
                refused ? InstanceError.IDENTITY_REFUSED : InstanceError.IDENTITY_FAILED,
                "The auth-server answered %d for plugin:%s: %s".formatted(status, plugin, answer.body()));
    }
}
