package dev.sextant.contract.archive;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * An archive that must be refused.
 *
 * @param name what it tries
 * @param bytes the archive
 * @param codes what it may be refused for
 */
record Attack(String name, byte[] bytes, Set<PackageErrorCode> codes) {

    static Attack of(String name, byte[] bytes, PackageErrorCode... codes) {
        return new Attack(name, bytes, Set.of(codes));
    }

    /** Text as the bytes of an archive: one character for each byte of its UTF-8. */
    static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
