/** Optimistic edits: ETag and If-Match. */
@NullMarked
package dev.sextant.web.edit;

import org.jspecify.annotations.NullMarked;
