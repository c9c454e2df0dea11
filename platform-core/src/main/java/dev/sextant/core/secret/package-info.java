/** The platform's own master key, under which the secrets of its tables are sealed. */
@NullMarked
package dev.sextant.core.secret;

import org.jspecify.annotations.NullMarked;
