package dev.sextant.core.resource;

/** Proves that a credential opens one bucket of a storage, and no other that the storage's own login knows of. */
public interface BucketProbe {
    /** Writes, reads and removes an object in the bucket, and tries others; a failure is a problem. */
    void prove(HostAccess storage, BucketAccess access);
}
