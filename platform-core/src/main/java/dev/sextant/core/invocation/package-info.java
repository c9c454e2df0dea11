/** Calls of plugin services: leased, sent once by key, with one outcome for each record. */
@NullMarked
package dev.sextant.core.invocation;

import org.jspecify.annotations.NullMarked;
