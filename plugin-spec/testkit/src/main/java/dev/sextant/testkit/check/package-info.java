/** What a plugin is measured by. */
@NullMarked
package dev.sextant.testkit.check;

import org.jspecify.annotations.NullMarked;
