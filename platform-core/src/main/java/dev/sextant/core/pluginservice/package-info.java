/** The catalogue of what registered plugins can do. */
@NullMarked
package dev.sextant.core.pluginservice;

import org.jspecify.annotations.NullMarked;
