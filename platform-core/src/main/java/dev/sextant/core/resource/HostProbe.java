package dev.sextant.core.resource;

/** Knows one kind of host: asks what it is, and proves that the platform may do there what it needs. */
public interface HostProbe {
    /** The kind of hosts it knows. */
    ResourceHost.Kind kind();

    /** Connects, signs in and asks; a failure is a problem that says what, where and how to mend it. */
    HostFacts ask(HostAccess access);

    /** Does once what the platform will do there, and undoes it. */
    void prove(HostAccess access);
}
