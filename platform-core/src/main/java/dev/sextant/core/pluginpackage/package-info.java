/** Plugin packages: uploaded, verified, registered, decommissioned. */
@NullMarked
package dev.sextant.core.pluginpackage;

import org.jspecify.annotations.NullMarked;
