package dev.sextant.core.pluginpackage;

import java.util.Collection;
import java.util.Map;

/** Tells how many instances packages have; what launches them implements it. */
public interface PackageUse {

    /** The instances of each of these packages; one without instances may be missing. */
    Map<String, Count> of(Collection<String> packageIds);

    /**
     * How many instances a package has.
     *
     * @param total all of them, stopped ones too
     * @param healthy those that answer
     */
    record Count(int total, int healthy) {
        public static final Count NONE = new Count(0, 0);
    }
}
