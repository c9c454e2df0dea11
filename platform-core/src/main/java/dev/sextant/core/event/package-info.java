/** The durable event feed: what happened, in the order in which it was committed. */
@NullMarked
package dev.sextant.core.event;

import org.jspecify.annotations.NullMarked;
