/** How a plugin's container is closed. */
@NullMarked
package dev.sextant.container;

import org.jspecify.annotations.NullMarked;
