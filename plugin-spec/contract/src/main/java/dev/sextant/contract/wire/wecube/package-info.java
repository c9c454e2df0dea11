/**
 * The messages of plugins that were built for WeCube, where they differ from our own. A package whose manifest is a
 * {@code register.xml} is called with them; what such a plugin answers is read as our own messages, which are a superset.
 */
@NullMarked
package dev.sextant.contract.wire.wecube;

import org.jspecify.annotations.NullMarked;
