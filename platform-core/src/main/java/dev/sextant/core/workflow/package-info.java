/** Designs of workflows, their checks and their immutable versions. */
@NullMarked
package dev.sextant.core.workflow;

import org.jspecify.annotations.NullMarked;
