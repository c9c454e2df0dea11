/** The data entities that registered plugins publish. */
@NullMarked
package dev.sextant.core.datamodel;

import org.jspecify.annotations.NullMarked;
