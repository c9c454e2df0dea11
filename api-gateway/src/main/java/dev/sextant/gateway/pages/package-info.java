/** The pages that plugins bring: how their files are framed, and how the frames may call their plugins. */
@NullMarked
package dev.sextant.gateway.pages;

import org.jspecify.annotations.NullMarked;
