/** What was found, for people and for programs. */
@NullMarked
package dev.sextant.testkit.report;

import org.jspecify.annotations.NullMarked;
