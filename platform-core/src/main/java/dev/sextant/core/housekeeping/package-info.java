/** What the core does again and again by itself. */
@NullMarked
package dev.sextant.core.housekeeping;

import org.jspecify.annotations.NullMarked;
