/** What this installation is called and where it lives. */
@NullMarked
package dev.sextant.core.installation;

import org.jspecify.annotations.NullMarked;
