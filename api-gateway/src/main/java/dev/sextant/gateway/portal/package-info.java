/** The portal's files, served from memory. */
@NullMarked
package dev.sextant.gateway.portal;

import org.jspecify.annotations.NullMarked;
