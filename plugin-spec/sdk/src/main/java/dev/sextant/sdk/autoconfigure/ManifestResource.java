package dev.sextant.sdk.autoconfigure;

import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** The manifest that the build put on the class path. */
final class ManifestResource {

    static final String PATH = "META-INF/sextant/plugin.yaml";

    private ManifestResource() {}

    /** The manifest; null when there is none. */
    static @Nullable PluginManifest find() {
        ClassLoader loader = ClassUtils.getDefaultClassLoader();
        try (InputStream stream = loader == null ? null : loader.getResourceAsStream(PATH)) {
            if (stream == null) {
                return null;
            }
            ManifestResult result = new ManifestReader().read(stream);
            if (result instanceof ManifestResult.Valid valid) {
                return valid.manifest();
            }
            throw new IllegalStateException(PATH + " is invalid: " + ((ManifestResult.Invalid) result).problems());
        } catch (IOException e) {
            throw new IllegalStateException(PATH + " could not be read", e);
        }
    }
}
