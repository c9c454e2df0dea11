package dev.sextant.core;

import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import java.nio.charset.StandardCharsets;

/** Manifests that tests write as plugins do. */
public final class TestManifests {
    private TestManifests() {}

    public static PluginManifest read(String text) {
        var result = new ManifestReader().read(text.getBytes(StandardCharsets.UTF_8));
        if (result instanceof ManifestResult.Valid valid) {
            return valid.manifest();
        }
        throw new AssertionError("The manifest is invalid: " + result);
    }
}
