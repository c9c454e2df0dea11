package dev.sextant.contract.wire;

/**
 * The mark that a record's output went on, but was not kept beyond the last chunk.
 *
 * @param callbackParameter the record
 * @param bytes how many bytes were dropped so far
 */
public record Cut(String callbackParameter, long bytes) {}
