/** What the author of a plugin writes against: services, entities, and the way to the rest of the platform. */
@NullMarked
package dev.sextant.sdk;

import org.jspecify.annotations.NullMarked;
