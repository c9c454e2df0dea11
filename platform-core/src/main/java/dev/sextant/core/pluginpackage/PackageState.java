package dev.sextant.core.pluginpackage;

/** Where a plugin package stands in its life. */
enum PackageState {
    UPLOADED,
    REGISTERED,
    DECOMMISSIONED
}
