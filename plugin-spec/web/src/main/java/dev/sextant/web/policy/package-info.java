/** Who may call a handler: one policy on each, checked at start-up and on every request. */
@NullMarked
package dev.sextant.web.policy;

import org.jspecify.annotations.NullMarked;
