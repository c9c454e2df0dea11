package dev.sextant.core.pluginpackage;

/** Something that must hold before a package is launched; who knows of it implements it. */
public interface LaunchCondition {
    /** Refuses with a problem while it does not hold. */
    void check(LaunchablePackage launched);
}
