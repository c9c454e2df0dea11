/** Runs and node runs: started, decided upon and told honestly. */
@NullMarked
package dev.sextant.core.run;

import org.jspecify.annotations.NullMarked;
