@NullMarked
package dev.sextant.testkit;

import org.jspecify.annotations.NullMarked;
