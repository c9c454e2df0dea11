/** What Spring Boot assembles in a plugin. */
@NullMarked
package dev.sextant.sdk.autoconfigure;

import org.jspecify.annotations.NullMarked;
