package dev.sextant.core.plugininstance;

/** What an instance is in an upgrade. */
enum UpgradeRole {
    /** It ran before, and runs again when the upgrade is taken back. */
    OLD,
    /** It was stopped before, and stays so when the upgrade is taken back. */
    IDLE,
    NEW
}
