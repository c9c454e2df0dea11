/** What travels between core and plugins: invocations, reports, callbacks, and the entity data interface. */
@NullMarked
package dev.sextant.contract.wire;

import org.jspecify.annotations.NullMarked;
