/** Resource hosts: the machines on which plugin instances run. */
@NullMarked
package dev.sextant.core.resource;

import org.jspecify.annotations.NullMarked;
