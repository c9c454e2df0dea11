/** The package archive: a reader that trusts nothing in it, and a reproducible writer. */
@NullMarked
package dev.sextant.contract.archive;

import org.jspecify.annotations.NullMarked;
