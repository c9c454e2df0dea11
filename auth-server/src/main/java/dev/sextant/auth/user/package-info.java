/** Users, their roles and their passwords. */
@NullMarked
package dev.sextant.auth.user;

import org.jspecify.annotations.NullMarked;
