/** A real OpenSSH server on the loopback interface, for tests of what reaches hosts. */
@NullMarked
package dev.sextant.testsupport.ssh;

import org.jspecify.annotations.NullMarked;
