/** System variables: named, scoped settings that plugins and workflows read. */
@NullMarked
package dev.sextant.core.variable;

import org.jspecify.annotations.NullMarked;
