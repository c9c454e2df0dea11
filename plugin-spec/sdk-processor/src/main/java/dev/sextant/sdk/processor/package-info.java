/** Writes a plugin's manifest while its code is compiled. */
@NullMarked
package dev.sextant.sdk.processor;

import org.jspecify.annotations.NullMarked;
