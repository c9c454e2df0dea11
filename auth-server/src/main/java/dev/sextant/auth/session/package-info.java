/** Signing in, staying signed in, signing out. */
@NullMarked
package dev.sextant.auth.session;

import org.jspecify.annotations.NullMarked;
