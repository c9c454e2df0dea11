/** The keys that sign tokens. */
@NullMarked
package dev.sextant.auth.key;

import org.jspecify.annotations.NullMarked;
