package dev.sextant.core.resource;

import java.util.Set;

/** Tells which plugins have instances, running or not; who launches them implements it. */
public interface PluginPresence {
    /** The names of these plugins. */
    Set<String> launched();
}
