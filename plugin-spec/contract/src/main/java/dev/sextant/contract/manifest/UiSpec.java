package dev.sextant.contract.manifest;

/**
 * The pages that a plugin brings.
 *
 * @param archive zip in the package that holds them
 * @param entry the page in it that is opened first
 */
public record UiSpec(String archive, String entry) {}
