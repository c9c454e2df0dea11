/** Credentials of hosts, asked of the inventory for each use and kept nowhere. */
@NullMarked
package dev.sextant.jobexecution.credential;

import org.jspecify.annotations.NullMarked;
