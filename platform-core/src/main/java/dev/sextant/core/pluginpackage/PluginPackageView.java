package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.Localized;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.core.registration.Misfit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin package as callers see it.
 *
 * @param misfits what of its services' former registrations does not fit; told only when it is registered
 */
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
        int workflows,
        @Nullable List<Misfit> misfits) {

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
                workflows,
                null);
    }

    PluginPackageView telling(List<Misfit> found) {
        return new PluginPackageView(
                id,
                name,
                version,
                title,
                summary,
                state,
                sizeBytes,
                digest,
                uploadedAt,
                uploadedBy,
                registeredAt,
                registeredBy,
                signature,
                signatureAtUpload,
                olderThan,
                accepted,
                manifest,
                instances,
                workflows,
                found);
    }
}
