/** What the first start makes, and each later start finishes. */
@NullMarked
package dev.sextant.auth.start;

import org.jspecify.annotations.NullMarked;
