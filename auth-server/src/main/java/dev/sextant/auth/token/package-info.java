/** Access tokens: who gets one, and for what. */
@NullMarked
package dev.sextant.auth.token;

import org.jspecify.annotations.NullMarked;
