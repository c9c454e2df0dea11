/** Secrets at rest: sealed each with a key of its own under the plugin's master key. */
@NullMarked
package dev.sextant.inventory.secret;

import org.jspecify.annotations.NullMarked;
