/** Events of the platform, as they reach the plugin. */
@NullMarked
package dev.sextant.sdk.event;

import org.jspecify.annotations.NullMarked;
