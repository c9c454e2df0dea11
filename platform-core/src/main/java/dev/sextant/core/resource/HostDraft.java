package dev.sextant.core.resource;

import org.jspecify.annotations.Nullable;

/**
 * What people say of a host.
 *
 * @param name its name, unique
 * @param access how it is signed in to
 * @param mostItems at most so many things may be put there
 */
record HostDraft(String name, HostAccess access, @Nullable Integer mostItems) {}
