package dev.sextant.jobexecution.runner;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Symbolic links that may be there from an earlier run. */
final class Links {
    private Links() {}

    static void replace(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
        } catch (FileAlreadyExistsException earlier) {
            // It names the same program.
        }
    }
}
