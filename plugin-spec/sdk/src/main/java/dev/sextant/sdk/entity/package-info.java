/** Serves a plugin's entities. Not for plugins to call. */
@NullMarked
package dev.sextant.sdk.entity;

import org.jspecify.annotations.NullMarked;
