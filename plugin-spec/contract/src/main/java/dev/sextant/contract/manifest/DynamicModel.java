package dev.sextant.contract.manifest;

/**
 * A data model that the plugin tells while it runs.
 *
 * @param method how it is asked for
 * @param path where it is asked for
 */
public record DynamicModel(HttpMethod method, String path) {}
