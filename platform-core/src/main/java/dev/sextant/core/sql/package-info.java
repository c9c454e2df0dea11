/** Statements that every feature needs in the same form. */
@NullMarked
package dev.sextant.core.sql;

import org.jspecify.annotations.NullMarked;
