package dev.sextant.contract.manifest;

import java.util.List;

/**
 * Events that a plugin wants to be told of.
 *
 * @param types their types; one that ends in {@code .*} stands for all below it
 * @param path where they are delivered
 */
public record EventSubscription(List<String> types, String path) {}
