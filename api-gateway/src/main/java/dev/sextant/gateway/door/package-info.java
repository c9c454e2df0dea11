/** What every request passes before it is routed: connection, limits, token, path, headers. */
@NullMarked
package dev.sextant.gateway.door;

import org.jspecify.annotations.NullMarked;
