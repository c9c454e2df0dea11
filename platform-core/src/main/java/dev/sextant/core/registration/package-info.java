/** How services are configured for workflows: their names, targets, default bindings, and whether they may be called. */
@NullMarked
package dev.sextant.core.registration;

import org.jspecify.annotations.NullMarked;
