package dev.sextant.core.variable;

/**
 * What there is only once.
 *
 * @param plugin whose it is or, of a global one, who brought it; empty where people made a global one
 * @param version which version's it is; empty where it is no version's
 */
record VariableKey(String name, Scope scope, String plugin, String version) {

    @Override
    public String toString() {
        return switch (scope) {
            case GLOBAL -> plugin.isEmpty() ? name : "%s of %s %s for all".formatted(name, plugin, version);
            case PLUGIN -> "%s of %s".formatted(name, plugin);
            case PACKAGE -> "%s of %s %s".formatted(name, plugin, version);
        };
    }
}
