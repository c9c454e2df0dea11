/** Plugin instances: launched, watched, adopted, stopped; the only package that knows Docker. */
@NullMarked
package dev.sextant.core.plugininstance;

import org.jspecify.annotations.NullMarked;
