package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.IgnoredPart;
import dev.sextant.contract.manifest.ManifestProblem;
import java.util.List;

/**
 * What reading a manifest came to beside the manifest.
 *
 * @param ignored what has no meaning here
 * @param warnings what could be better
 */
record PackageNotes(List<IgnoredPart> ignored, List<ManifestProblem> warnings) {
    static final PackageNotes NONE = new PackageNotes(List.of(), List.of());
    private static final int MOST = 200;

    /** The first of them, so many that people can still read them. */
    static PackageNotes of(List<IgnoredPart> ignored, List<ManifestProblem> warnings) {
        return new PackageNotes(first(ignored), first(warnings));
    }

    private static <T> List<T> first(List<T> all) {
        return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
    }
}
