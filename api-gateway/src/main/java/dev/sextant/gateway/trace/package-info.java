/** The trace id and the access log line of each request. */
@NullMarked
package dev.sextant.gateway.trace;

import org.jspecify.annotations.NullMarked;
