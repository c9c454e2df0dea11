/** The cores that share the database: which of them are alive. */
@NullMarked
package dev.sextant.core.member;

import org.jspecify.annotations.NullMarked;
