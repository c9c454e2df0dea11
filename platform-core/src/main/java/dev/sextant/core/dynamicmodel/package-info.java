/** Data models that plugins tell only while they run. */
@NullMarked
package dev.sextant.core.dynamicmodel;

import org.jspecify.annotations.NullMarked;
