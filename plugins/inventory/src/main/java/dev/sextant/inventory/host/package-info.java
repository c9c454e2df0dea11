/** Hosts as entity records: what is checked, kept, found and handed to plugins. */
@NullMarked
package dev.sextant.inventory.host;

import org.jspecify.annotations.NullMarked;
