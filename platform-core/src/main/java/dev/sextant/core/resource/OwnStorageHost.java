package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The platform's own storage as a resource host: entered by the platform, and always with the address that it has now. */
@Component
class OwnStorageHost {
    /** People cannot enter a name like this. */
    static final String NAME = "embedded_s3";

    private static final Logger LOG = LoggerFactory.getLogger(OwnStorageHost.class);

    private final OwnStorage own;
    private final ResourceHosts hosts;

    OwnStorageHost(OwnStorage own, ResourceHosts hosts) {
        this.own = own;
        this.hosts = hosts;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        try {
            if (isThere()) {
                host();
            }
        } catch (RuntimeException later) {
            LOG.warn(
                    "The platform's own storage is not entered yet: {}; it is when a plugin needs it",
                    later.getMessage());
        }
    }

    boolean isThere() {
        return own.access().isPresent();
    }

    boolean isSchedulable() {
        return isThere() && hosts.named(NAME).map(ResourceHost::schedulable).orElse(true);
    }

    boolean is(String hostId) {
        return hosts.named(NAME).filter(host -> host.id().equals(hostId)).isPresent();
    }

    List<BucketAccess> buckets() {
        return own.buckets();
    }

    /** The host, entered when it is new and corrected when the storage listens elsewhere by now. */
    ResourceHost host() {
        var access = own.access()
                .orElseThrow(() -> new ProblemException(
                        ResourceError.HOST_MISSING,
                        "The platform has no storage of its own; enter one under Resources"));
        return hosts.ensure(new HostDraft(NAME, access, null));
    }
}
