/** The conformance kit: whether a plugin, in whatever language, keeps the contract. */
@NullMarked
package dev.sextant.testkit;

import org.jspecify.annotations.NullMarked;
