@NullMarked
package dev.sextant.inventory;

import org.jspecify.annotations.NullMarked;
