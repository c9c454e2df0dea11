package dev.sextant.cli;

import java.nio.file.Path;

/** A value of the form NAME=FILE. */
record NamedFile(String name, Path file) {

    static NamedFile of(String option, String value) throws UsageException {
        int equals = value.indexOf('=');
        if (equals <= 0 || equals == value.length() - 1) {
            throw new UsageException("The option " + option + " wants NAME=FILE, not '" + value + "'");
        }
        return new NamedFile(value.substring(0, equals), Path.of(value.substring(equals + 1)));
    }
}
