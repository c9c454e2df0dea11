/** Looking at the host keys that a machine shows, before one of them is pinned. */
@NullMarked
package dev.sextant.jobexecution.hostkey;

import org.jspecify.annotations.NullMarked;
