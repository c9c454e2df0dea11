@NullMarked
package dev.sextant.jobexecution;

import org.jspecify.annotations.NullMarked;
