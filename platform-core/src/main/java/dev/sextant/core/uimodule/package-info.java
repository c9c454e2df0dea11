/** The pages that plugins bring, and their places in the portal's menus. */
@NullMarked
package dev.sextant.core.uimodule;

import org.jspecify.annotations.NullMarked;
