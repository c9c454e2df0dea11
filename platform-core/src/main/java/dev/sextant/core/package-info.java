@NullMarked
package dev.sextant.core;

import org.jspecify.annotations.NullMarked;
