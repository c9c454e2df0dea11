/** Resource hosts: the machines on which plugins run, and on which their databases and buckets lie. */
@NullMarked
package dev.sextant.core.resource;

import org.jspecify.annotations.NullMarked;
