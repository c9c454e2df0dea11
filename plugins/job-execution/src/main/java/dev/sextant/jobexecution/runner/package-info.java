/** The detached runner on a host: what is sent to it, and what it answers. */
@NullMarked
package dev.sextant.jobexecution.runner;

import org.jspecify.annotations.NullMarked;
