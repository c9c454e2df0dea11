/** How much one request may bring. */
@NullMarked
package dev.sextant.web.limit;

import org.jspecify.annotations.NullMarked;
