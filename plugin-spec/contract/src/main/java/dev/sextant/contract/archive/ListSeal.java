package dev.sextant.contract.archive;

import org.jspecify.annotations.Nullable;

/**
 * The list of a package as it was packed, and what vouches for it.
 *
 * @param list the exact bytes of {@code package.json}
 * @param signature the signature over them, if there is one
 */
record ListSeal(byte[] list, @Nullable PackageSignature signature) {}
