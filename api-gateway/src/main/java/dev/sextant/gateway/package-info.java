@NullMarked
package dev.sextant.gateway;

import org.jspecify.annotations.NullMarked;
