/** Connections to hosts: pinned host keys, credentials, a pool with limits, and what went wrong, by kind. */
@NullMarked
package dev.sextant.jobexecution.ssh;

import org.jspecify.annotations.NullMarked;
