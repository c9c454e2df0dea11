/** A platform around a plugin under test: token endpoint, gateway and core, as far as a plugin speaks to them. */
@NullMarked
package dev.sextant.testkit.platform;

import org.jspecify.annotations.NullMarked;
