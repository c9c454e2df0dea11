package dev.sextant.testkit.junit;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.testkit.platform.Answer;
import dev.sextant.testkit.platform.PluginSecrets;
import dev.sextant.testkit.platform.StandInPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A plugin in this process, and the platform around it. */
public final class TestPlatform implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final PluginManifest manifest;
    private final PluginSecrets secrets;
    private final StandInPlatform platform;
    private final EmbeddedPlugin plugin;

    private TestPlatform(
            PluginManifest manifest, PluginSecrets secrets, StandInPlatform platform, EmbeddedPlugin plugin) {
        this.manifest = manifest;
        this.secrets = secrets;
        this.platform = platform;
        this.plugin = plugin;
    }

    static TestPlatform start(Class<?> application, String[] properties) {
        PluginManifest manifest = EmbeddedPlugin.manifest(application);
        PluginSecrets secrets = PluginSecrets.temporary();
        StandInPlatform platform =
                StandInPlatform.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), secrets);
        try {
            EmbeddedPlugin plugin =
                    EmbeddedPlugin.start(application, platform.gateway(), secrets.folder(), List.of(properties));
            return new TestPlatform(manifest, secrets, platform, plugin);
        } catch (RuntimeException failed) {
            platform.close();
            secrets.close();
            throw failed;
        }
    }

    /** A call of a service, which is yet to be given its records. */
    public ServiceCall invoke(String service) {
        ServiceSpec spec = manifest.services().stream()
                .filter(each -> each.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The manifest has no service '%s'; it has %s"
                        .formatted(
                                service,
                                manifest.services().stream()
                                        .map(ServiceSpec::name)
                                        .collect(Collectors.joining(", ")))));
        return new ServiceCall(this, spec);
    }

    /** Answers in the place of another plugin that this one calls; whatever has no answer is 404. */
    public TestPlatform answer(Answer answer) {
        platform.answer(answer);
        return this;
    }

    /** Method and path of each request that the plugin sent to the platform or to others, in their order. */
    public List<String> requests() {
        return platform.requests();
    }

    /** What the plugin told the platform against the contract, beside what is told of an attempt. */
    public List<String> breaches() {
        return platform.breaches();
    }

    /** A bean of the plugin. */
    public <T> T bean(Class<T> type) {
        return context().getBean(type);
    }

    /** Calls any path of the plugin as somebody with these permissions; without any, without a token. */
    public HttpResponse<String> post(String path, Object body, String... permissions) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (permissions.length > 0) {
            request.header("Authorization", "Bearer " + platform.tokens().forPlugin(manifest.name(), permissions));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while calling " + path, interrupted);
        }
    }

    String permission() {
        return manifest.name() + ":invoke";
    }

    StandInPlatform standIn() {
        return platform;
    }

    private URI address(String path) {
        return URI.create(
                "http://127.0.0.1:" + context().getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private ConfigurableApplicationContext context() {
        return plugin.context();
    }

    @Override
    public void close() {
        plugin.close();
        platform.close();
        http.close();
        secrets.close();
    }
}
