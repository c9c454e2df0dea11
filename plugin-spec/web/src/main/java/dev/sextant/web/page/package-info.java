/** Lists in pages: a bounded limit and an opaque cursor. */
@NullMarked
package dev.sextant.web.page;

import org.jspecify.annotations.NullMarked;
