/** Measures the platform against a reference, in one process and in turn. */
@NullMarked
package dev.sextant.bench;

import org.jspecify.annotations.NullMarked;
