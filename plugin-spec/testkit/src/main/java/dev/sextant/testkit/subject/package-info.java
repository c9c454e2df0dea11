/** The plugin under test, wherever it runs. */
@NullMarked
package dev.sextant.testkit.subject;

import org.jspecify.annotations.NullMarked;
