/** Secrets at rest: sealed each with a key of its own under a master key. */
@NullMarked
package dev.sextant.web.secret;

import org.jspecify.annotations.NullMarked;
