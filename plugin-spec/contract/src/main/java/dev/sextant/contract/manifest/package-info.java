/** What a plugin package says of itself, and the reader that checks it. */
@NullMarked
package dev.sextant.contract.manifest;

import org.jspecify.annotations.NullMarked;
