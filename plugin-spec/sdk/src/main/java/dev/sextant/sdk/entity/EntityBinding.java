package dev.sextant.sdk.entity;

import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.sdk.EntityStore;

/**
 * An entity and the store of its records.
 *
 * @param spec what the manifest says
 * @param store the plugin's store
 */
record EntityBinding(EntitySpec spec, EntityStore<Object> store) {}
