/** Tests of a Java plugin in the process of the test, with a platform around it. */
@NullMarked
package dev.sextant.testkit.junit;

import org.jspecify.annotations.NullMarked;
