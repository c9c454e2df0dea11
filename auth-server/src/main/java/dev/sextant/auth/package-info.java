@NullMarked
package dev.sextant.auth;

import org.jspecify.annotations.NullMarked;
