/** W3C trace ids through requests, logs and problems. */
@NullMarked
package dev.sextant.web.trace;

import org.jspecify.annotations.NullMarked;
