/** The keys whose packages are believed to come from their owners. */
@NullMarked
package dev.sextant.core.trust;

import org.jspecify.annotations.NullMarked;
