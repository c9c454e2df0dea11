/** The command line of the kit. */
@NullMarked
package dev.sextant.testkit.command;

import org.jspecify.annotations.NullMarked;
