/** Where the gateway finds each healthy plugin instance. */
@NullMarked
package dev.sextant.core.routes;

import org.jspecify.annotations.NullMarked;
