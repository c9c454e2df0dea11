package dev.sextant.sdk;

/**
 * A stored record of an entity.
 *
 * @param id the id that the store gave it
 * @param displayName its name for people
 * @param value its attributes
 * @param <T> the entity
 */
public record EntityRecord<T>(String id, String displayName, T value) {}
