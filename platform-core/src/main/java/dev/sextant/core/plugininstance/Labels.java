package dev.sextant.core.plugininstance;

/** The labels that mark what belongs to an installation. */
final class Labels {
    static final String INSTALLATION = "sextant.installation";
    static final String INSTANCE = "sextant.instance";
    static final String PLUGIN = "sextant.plugin";
    static final String VERSION = "sextant.version";
    static final String DIGEST = "sextant.digest";

    static final String NETWORK = "sextant.network";

    static final String SECRETS = "sextant.secrets";

    private Labels() {}
}
