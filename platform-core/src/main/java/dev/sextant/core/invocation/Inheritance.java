package dev.sextant.core.invocation;

import dev.sextant.core.member.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes over the calls of cores that are no member any more. Every taking over raises the fence of the invocation, so that
 * a former owner that comes back can write nothing.
 */
@Component
class Inheritance {
    private static final Logger LOG = LoggerFactory.getLogger(Inheritance.class);

    private final InvocationStore invocations;
    private final Membership membership;

    Inheritance(InvocationStore invocations, Membership membership) {
        this.invocations = invocations;
        this.membership = membership;
    }

    void takeOver() {
        if (!membership.alive()) {
            return;
        }
        for (String owner : invocations.orphanedOwners()) {
            int taken = invocations.takeOver(owner, membership.id(), System.currentTimeMillis());
            if (taken > 0) {
                LOG.info("Took {} open invocations over from core {}", taken, owner);
            }
        }
    }
}
