package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.testkit.CheckGroup;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether the manifest can be read. */
public final class ManifestChecks {
    private final ManifestResult result;

    /** The checks of a manifest's text. */
    public ManifestChecks(byte[] text) {
        this.result = new ManifestReader().read(text);
    }

    /** The manifest; null when it cannot be read. */
    public @Nullable PluginManifest manifest() {
        return result instanceof ManifestResult.Valid valid ? valid.manifest() : null;
    }

    List<Check> all() {
        Check readable = Check.of(
                CheckGroup.MANIFEST,
                "manifest.readable",
                "plugin.yaml can be read and has no error",
                "Mend what ./sextant plugin lint shows",
                () -> {
                    if (result instanceof ManifestResult.Invalid invalid) {
                        throw new Deviation(text(invalid.problems()));
                    }
                });
        Check clean = Check.of(
                        CheckGroup.MANIFEST,
                        "manifest.warnings",
                        "plugin.yaml gives no cause for a warning",
                        "Mend what ./sextant plugin lint shows",
                        () -> {
                            if (result instanceof ManifestResult.Valid valid
                                    && !valid.warnings().isEmpty()) {
                                throw new Deviation(text(valid.warnings()));
                            }
                        })
                .asWarning();
        return List.of(readable, clean);
    }

    private static String text(List<ManifestProblem> problems) {
        return problems.stream().map(ManifestProblem::toString).collect(Collectors.joining("; "));
    }
}
