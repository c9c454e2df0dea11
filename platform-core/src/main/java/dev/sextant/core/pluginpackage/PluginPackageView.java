package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.PluginManifest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plugin package as callers see it. */
record PluginPackageView(
        String id,
        String name,
        String version,
        Localized title,
        @Nullable Localized summary,
        PackageState state,
        long sizeBytes,
        String digest,
        Instant uploadedAt,
        String uploadedBy,
        @Nullable Instant registeredAt,
        @Nullable String registeredBy,
        Verdict signature,
        SignatureVerdict signatureAtUpload,
        @Nullable String olderThan,
        PackageTrust.Acceptance accepted,
        PluginManifest manifest,
        PackageUse.Count instances,
        int workflows) {

    static PluginPackageView from(
            PluginPackage subject,
            Verdict signature,
            @Nullable String olderThan,
            PackageUse.Count instances,
            int workflows) {
        var manifest = subject.manifest();
        return new PluginPackageView(
                subject.id(),
                subject.name(),
                subject.version().toString(),
                manifest.title(),
                manifest.summary(),
                subject.state(),
                subject.sizeBytes(),
                subject.digest(),
                subject.uploadedAt(),
                subject.uploadedBy(),
                subject.registeredAt(),
                subject.registeredBy(),
                signature,
                subject.verdict(),
                olderThan,
                subject.acceptance(),
                manifest,
                instances,
                workflows);
    }
}
