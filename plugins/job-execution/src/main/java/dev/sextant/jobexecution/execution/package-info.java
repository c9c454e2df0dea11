/** Brings each execution of a script on a host to exactly one truthful outcome. */
@NullMarked
package dev.sextant.jobexecution.execution;

import org.jspecify.annotations.NullMarked;
