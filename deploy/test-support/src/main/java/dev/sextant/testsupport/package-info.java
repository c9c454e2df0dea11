@NullMarked
package dev.sextant.testsupport;

import org.jspecify.annotations.NullMarked;
