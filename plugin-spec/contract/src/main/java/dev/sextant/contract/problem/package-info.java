/** Failures as values that every HTTP interface answers with (RFC 9457). */
@NullMarked
package dev.sextant.contract.problem;

import org.jspecify.annotations.NullMarked;
