@NullUnmarked
package dev.sextant.inventory;

import org.jspecify.annotations.NullUnmarked;
