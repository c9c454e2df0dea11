@NullUnmarked
package dev.sextant.gateway;

import org.jspecify.annotations.NullUnmarked;
