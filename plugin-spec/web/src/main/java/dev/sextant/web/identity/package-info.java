/** Who calls and who we are: tokens, their keys, permissions and the service's own identity. Free of servlet types. */
@NullMarked
package dev.sextant.web.identity;

import org.jspecify.annotations.NullMarked;
