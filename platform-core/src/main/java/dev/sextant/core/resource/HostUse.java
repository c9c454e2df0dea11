package dev.sextant.core.resource;

import java.util.List;

/** Tells what of its own lies on a host; who puts things there implements it. */
public interface HostUse {
    /** At most so many are told of one host by one who puts things there. */
    int MOST = 1000;

    /** What lies on the host. */
    List<Allocation> on(String hostId);
}
