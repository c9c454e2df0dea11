package dev.sextant.testkit.junit;

import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.testkit.platform.Answer;
import dev.sextant.testkit.platform.PluginSecrets;
import dev.sextant.testkit.platform.StandInPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A plugin in this process, and the platform around it. */
public final class TestPlatform implements AutoCloseable {
    private static final String MANIFEST = "META-INF/sextant/plugin.yaml";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final PluginManifest manifest;
    private final PluginSecrets secrets;
    private final StandInPlatform platform;
    private final Path data;
    private final ConfigurableApplicationContext plugin;

    private TestPlatform(Class<?> application, String[] properties, Path data) {
        this.manifest = manifest(application);
        this.data = data;
        this.secrets = PluginSecrets.temporary();
        this.platform = StandInPlatform.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), secrets);
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--SEXTANT_GATEWAY_URL=" + platform.gateway(),
                "--SEXTANT_SECRETS=" + secrets.folder(),
                "--SEXTANT_DATA=" + data));
        Stream.of(properties).map(property -> "--" + property).forEach(arguments::add);
        this.plugin = new SpringApplicationBuilder(application).run(arguments.toArray(String[]::new));
    }

    static TestPlatform start(Class<?> application, String[] properties) {
        try {
            return new TestPlatform(application, properties, Files.createTempDirectory("sextant-plugin-test"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A call of a service, which is yet to be given its records. */
    public ServiceCall invoke(String service) {
        ServiceSpec spec = manifest.services().stream()
                .filter(each -> each.name().equals(service))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The manifest has no service " + service));
        return new ServiceCall(this, spec);
    }

    /** Answers in the place of another plugin that this one calls. */
    public TestPlatform answer(Answer answer) {
        platform.answer(answer);
        return this;
    }

    /** A bean of the plugin. */
    public <T> T bean(Class<T> type) {
        return plugin.getBean(type);
    }

    /** Calls any path of the plugin as somebody with these permissions; without any, without a token. */
    public HttpResponse<String> post(String path, Object body, String... permissions) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path))
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
                "http://127.0.0.1:" + plugin.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private static PluginManifest manifest(Class<?> application) {
        try (InputStream stream = application.getClassLoader().getResourceAsStream(MANIFEST)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "There is no " + MANIFEST + " on the class path; build the plugin first");
            }
            if (new ManifestReader().read(stream) instanceof ManifestResult.Valid valid) {
                return valid.manifest();
            }
            throw new IllegalStateException(MANIFEST + " is invalid");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        plugin.close();
        platform.close();
        secrets.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
