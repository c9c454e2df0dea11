package dev.sextant.contract.manifest;

import java.util.List;

/** What reading a manifest came to. */
public sealed interface ManifestResult {

    /**
     * A manifest that may be used.
     *
     * @param manifest what it says
     * @param warnings what could be better
     */
    record Valid(PluginManifest manifest, List<ManifestProblem> warnings) implements ManifestResult {}

    /**
     * A manifest that is refused.
     *
     * @param problems everything that is wrong with it, in the order of the text
     */
    record Invalid(List<ManifestProblem> problems) implements ManifestResult {}
}
