package dev.sextant.core.pluginpackage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An upload that comes in pieces and may be interrupted between them.
 *
 * @param id its id
 * @param sizeBytes how large the archive is
 * @param digest {@code sha256:} and the digest that the archive must have, where that was said
 * @param received how much is here for good; the next piece begins there
 * @param begunAt when it was begun
 * @param begunBy who began it
 * @param touchedAt when its last piece came
 */
record OpenUpload(
        String id,
        long sizeBytes,
        @Nullable String digest,
        long received,
        Instant begunAt,
        String begunBy,
        Instant touchedAt) {}
