/** Reference pages of a plugin, made from its manifest. */
@NullMarked
package dev.sextant.cli.docs;

import org.jspecify.annotations.NullMarked;
