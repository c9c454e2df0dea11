/** The way to plugins: through the gateway, with the platform's own token. */
@NullMarked
package dev.sextant.core.gateway;

import org.jspecify.annotations.NullMarked;
