package dev.sextant.contract.manifest;

import java.util.List;

/** What reading a manifest came to. */
public sealed interface ManifestResult {

    /** What the text holds, also where it is refused. */
    ManifestOutline outline();

    /** What the text says that has no meaning here. */
    List<IgnoredPart> ignored();

    /**
     * A manifest that may be used.
     *
     * @param manifest what it says
     * @param warnings what could be better
     * @param ignored what has no meaning here
     * @param outline what it holds
     */
    record Valid(
            PluginManifest manifest, List<ManifestProblem> warnings, List<IgnoredPart> ignored, ManifestOutline outline)
            implements ManifestResult {}

    /**
     * A manifest that is refused.
     *
     * @param problems everything that is wrong with it, in the order of the text
     * @param ignored what has no meaning here
     * @param outline what could be read of it
     */
    record Invalid(List<ManifestProblem> problems, List<IgnoredPart> ignored, ManifestOutline outline)
            implements ManifestResult {}
}
