package dev.sextant.contract.manifest;

import org.jspecify.annotations.Nullable;

/**
 * What a text holds, whether it is valid or not; for showing only.
 *
 * @param format the format it is written in
 * @param name the plugin's name as it was written; null when there is none
 * @param version the package's version as it was written; null when there is none
 * @param counts how much of everything there is
 */
public record ManifestOutline(
        ManifestFormat format,
        @Nullable String name,
        @Nullable String version,
        ManifestCounts counts) {}
