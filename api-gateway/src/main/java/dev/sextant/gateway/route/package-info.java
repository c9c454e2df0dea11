/** Where requests go: core, auth-server and the instances of the plugins. */
@NullMarked
package dev.sextant.gateway.route;

import org.jspecify.annotations.NullMarked;
