/** Secret files: written whole or not at all, and for nobody else's eyes. */
@NullMarked
package dev.sextant.auth.secret;

import org.jspecify.annotations.NullMarked;
