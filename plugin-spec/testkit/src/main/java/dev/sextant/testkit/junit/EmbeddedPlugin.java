package dev.sextant.testkit.junit;

import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The plugin's application as it runs in its container: the same settings, a folder for its data.
 *
 * @param context the running application
 * @param data the folder, which goes with it
 */
record EmbeddedPlugin(ConfigurableApplicationContext context, Path data) implements AutoCloseable {
    private static final String MANIFEST = "META-INF/sextant/plugin.yaml";
    private static final int REMOVALS = 50;
    private static final long PAUSE_MILLIS = 100;

    static EmbeddedPlugin start(Class<?> application, URI gateway, Path secrets, List<String> properties) {
        Path data = folder();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--SEXTANT_GATEWAY_URL=" + gateway,
                "--SEXTANT_SECRETS=" + secrets,
                "--SEXTANT_DATA=" + data));
        properties.forEach(property -> arguments.add("--" + property));
        try {
            return new EmbeddedPlugin(
                    new SpringApplicationBuilder(application)
                            .initializers(ProductionTypes::scanIn)
                            .run(arguments.toArray(String[]::new)),
                    data);
        } catch (RuntimeException failed) {
            remove(data);
            throw failed;
        }
    }

    static PluginManifest manifest(Class<?> application) {
        try (InputStream stream = application.getClassLoader().getResourceAsStream(MANIFEST)) {
            if (stream == null) {
                throw new IllegalStateException("There is no " + MANIFEST + " on the class path: the compiler makes it"
                        + " where sextant-sdk-processor is on its processor path");
            }
            return switch (new ManifestReader().read(stream)) {
                case ManifestResult.Valid valid -> valid.manifest();
                case ManifestResult.Invalid invalid ->
                    throw new IllegalStateException(MANIFEST + " is invalid: " + invalid.problems());
            };
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("sextant-plugin-test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What the plugin has started outside may still be writing there; then the folder is looked at once more. */
    private static void remove(Path folder) {
        for (int again = REMOVALS; Files.exists(folder); again--) {
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException busy) {
                if (again == 0) {
                    throw new UncheckedIOException("The folder of the plugin's data could not be removed", busy);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the plugin's data were removed", interrupted);
        }
    }

    @Override
    public void close() {
        context.close();
        remove(data);
    }
}
