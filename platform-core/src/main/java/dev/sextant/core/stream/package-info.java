/** Server-sent events that end when their reader goes. */
@NullMarked
package dev.sextant.core.stream;

import org.jspecify.annotations.NullMarked;
