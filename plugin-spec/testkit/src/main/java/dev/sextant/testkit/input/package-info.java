/** What a plugin is given: made from its manifest, or told by its author. */
@NullMarked
package dev.sextant.testkit.input;

import org.jspecify.annotations.NullMarked;
