package dev.sextant.core.run;

import dev.sextant.contract.manifest.PluginManifest;

/** What the fake plugin says of itself, for tests of other packages. */
public final class ProbeManifest {
    private ProbeManifest() {}

    public static PluginManifest manifest() {
        return FakePlugin.manifest();
    }
}
