package dev.sextant.core.pluginpackage;

import org.springframework.stereotype.Component;

/**
 * What has to hold before a package changes.
 *
 * @param trust whether it may be trusted
 * @param requirements whether what it needs is there
 * @param dependents whether nobody depends on it
 */
@Component
record PackageGate(PackageTrust trust, PackageRequirements requirements, PackageDependents dependents) {}
