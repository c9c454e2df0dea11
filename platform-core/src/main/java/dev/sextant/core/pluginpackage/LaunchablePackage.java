package dev.sextant.core.pluginpackage;

import dev.sextant.contract.manifest.PluginManifest;

/**
 * What is needed to launch an instance of a registered package.
 *
 * @param id the package's id
 * @param manifest what it says of itself
 * @param imageId the digest of its image
 * @param digest the digest of its archive
 */
public record LaunchablePackage(String id, PluginManifest manifest, String imageId, String digest) {}
