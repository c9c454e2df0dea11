/** Serves a plugin's services: dispatch, the store of attempts, reports and callbacks. Not for plugins to call. */
@NullMarked
package dev.sextant.sdk.service;

import org.jspecify.annotations.NullMarked;
