package dev.sextant.core.pluginpackage;

/**
 * A package's archive as object storage holds it.
 *
 * @param objectKey where it lies; made from its digest
 * @param digest {@code sha256:} and the digest of all its bytes
 * @param sizeBytes its size
 * @param imageId the digest of the image in it
 */
record StoredArchive(String objectKey, String digest, long sizeBytes, String imageId) {}
