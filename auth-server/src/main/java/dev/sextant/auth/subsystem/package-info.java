/** Plugins that were built for WeCube: they sign in as sub-systems, and verify tokens with a key of their own. */
@NullMarked
package dev.sextant.auth.subsystem;

import org.jspecify.annotations.NullMarked;
