/** A small plugin without any kit, with a switch for each thing that a plugin may do wrongly. */
@NullMarked
package dev.sextant.testkit.sample;

import org.jspecify.annotations.NullMarked;
