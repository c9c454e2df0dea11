@NullMarked
package dev.sextant.sdk;

import org.jspecify.annotations.NullMarked;
