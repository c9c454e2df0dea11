/** Records of other plugins: read and written through the gateway, as the plugin's permissions allow. */
@NullMarked
package dev.sextant.sdk.client;

import org.jspecify.annotations.NullMarked;
