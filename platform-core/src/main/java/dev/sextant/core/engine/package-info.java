/** The only package that knows Flowable. */
@NullMarked
package dev.sextant.core.engine;

import org.jspecify.annotations.NullMarked;
