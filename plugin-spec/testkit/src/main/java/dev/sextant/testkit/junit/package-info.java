/** Tests of a Java plugin in one process with a platform around it. */
@NullMarked
package dev.sextant.testkit.junit;

import org.jspecify.annotations.NullMarked;
