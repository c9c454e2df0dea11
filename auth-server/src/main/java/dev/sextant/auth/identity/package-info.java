/** The identities of services and plugins. */
@NullMarked
package dev.sextant.auth.identity;

import org.jspecify.annotations.NullMarked;
