/** What Spring Boot assembles when this module is on the class path. */
@NullMarked
package dev.sextant.web.autoconfigure;

import org.jspecify.annotations.NullMarked;
