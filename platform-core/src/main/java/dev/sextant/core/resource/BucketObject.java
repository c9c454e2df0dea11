package dev.sextant.core.resource;

import java.time.Instant;

/**
 * An object in a plugin's bucket.
 *
 * @param key its name; a plugin chooses it freely
 * @param size how many bytes it has
 * @param changedAt when it was written
 */
public record BucketObject(String key, long size, Instant changedAt) {}
