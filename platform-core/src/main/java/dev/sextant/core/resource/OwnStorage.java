package dev.sextant.core.resource;

import java.util.List;
import java.util.Optional;

/** The storage that the platform runs itself, with buckets that it keeps ready for plugins. */
public interface OwnStorage {
    /** How it is signed in to; empty where the platform uses a storage of others. */
    Optional<HostAccess> access();

    /** The buckets that it keeps ready, each with the credential that opens it alone. */
    List<BucketAccess> buckets();
}
