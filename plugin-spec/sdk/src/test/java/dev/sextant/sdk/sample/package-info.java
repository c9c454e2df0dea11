/** A small plugin that the tests of the SDK run. */
@NullMarked
package dev.sextant.sdk.sample;

import org.jspecify.annotations.NullMarked;
