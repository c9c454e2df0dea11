package dev.sextant.cli.project;

import org.jspecify.annotations.Nullable;

/** What an upgrade does with one file of a project. */
public sealed interface FileUpgrade {

    /** The file's path within the project. */
    String path();

    /**
     * The file gets the present scaffold's text, because it still has the old one's, or was not there.
     *
     * @param path the file
     * @param before its text until now; null when it is new
     * @param after its text from now on
     */
    record Written(String path, @Nullable String before, String after) implements FileUpgrade {}

    /**
     * The file goes, because the present scaffold has none and nobody has changed it.
     *
     * @param path the file
     * @param before its text until now
     */
    record Removed(String path, String before) implements FileUpgrade {}

    /**
     * The file stays as it is, because it is the developer's.
     *
     * @param path the file
     * @param why what the developer did with it
     * @param diff what has changed in the scaffold, as a unified diff
     */
    record Left(String path, String why, String diff) implements FileUpgrade {}
}
