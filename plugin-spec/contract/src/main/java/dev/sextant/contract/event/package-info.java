/** Entries of the durable event feed. */
@NullMarked
package dev.sextant.contract.event;

import org.jspecify.annotations.NullMarked;
