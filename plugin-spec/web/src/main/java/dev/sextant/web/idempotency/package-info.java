/** The same key and body gives the first answer again. */
@NullMarked
package dev.sextant.web.idempotency;

import org.jspecify.annotations.NullMarked;
