package dev.sextant.core.resource;

/** Reads a script out of a plugin's package. */
public interface PackageScripts {
    /** The text of a file; a failure is a problem. */
    String read(String file, int mostBytes);
}
