@NullMarked
package dev.sextant.contract;

import org.jspecify.annotations.NullMarked;
