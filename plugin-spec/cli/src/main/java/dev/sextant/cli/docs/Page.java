package dev.sextant.cli.docs;

import java.util.List;

/**
 * A reference page, before anybody says how it is written.
 *
 * @param title its name
 * @param parts what stands on it
 */
record Page(String title, List<Part> parts) {

    /** A piece of the page. */
    sealed interface Part {

        /** A heading of the second or third level. */
        record Heading(int level, String text) implements Part {}

        /** A paragraph. */
        record Text(String text) implements Part {}

        /** A table; its first row is its head. */
        record Table(List<List<String>> rows) implements Part {}

        /** Text that is shown as it is. */
        record Code(String text) implements Part {}
    }
}
