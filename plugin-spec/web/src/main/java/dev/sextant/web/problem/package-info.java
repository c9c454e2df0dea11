/** Every refusal as RFC 9457 problem details. */
@NullMarked
package dev.sextant.web.problem;

import org.jspecify.annotations.NullMarked;
