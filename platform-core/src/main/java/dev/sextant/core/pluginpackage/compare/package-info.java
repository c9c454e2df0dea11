/** What differs between two versions of a plugin, and what that does to those who use it; nothing here knows of anything else. */
@NullMarked
package dev.sextant.core.pluginpackage.compare;

import org.jspecify.annotations.NullMarked;
