package dev.sextant.contract.wire;

import org.jspecify.annotations.Nullable;

/**
 * One condition of a query; the conditions of a query all hold.
 *
 * @param attrName the attribute, or {@code id}
 * @param op the comparison
 * @param condition what it is compared with: a list for {@code in}, null for {@code is} and {@code isnot}
 */
public record Filter(String attrName, FilterOp op, @Nullable Object condition) {}
