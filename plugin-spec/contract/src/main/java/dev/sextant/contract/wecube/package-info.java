/** WeCube's {@code register.xml}, read into the same model as {@code plugin.yaml}. */
@NullMarked
package dev.sextant.contract.wecube;

import org.jspecify.annotations.NullMarked;
