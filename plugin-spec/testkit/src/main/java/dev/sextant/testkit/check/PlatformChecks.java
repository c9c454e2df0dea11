package dev.sextant.testkit.check;

import dev.sextant.testkit.CheckGroup;
import java.util.List;

/** How the plugin speaks to the platform. */
final class PlatformChecks {
    private final Session session;

    PlatformChecks(Session session) {
        this.session = session;
    }

    List<Check> all() {
        return List.of(Check.of(
                CheckGroup.SERVICES,
                "platform.calls",
                "Every message to the platform carries the plugin's own token and speaks of an attempt that it was given",
                "Fetch a token at <gateway>/auth/v1/token with the key of SEXTANT_SECRETS/identity.jwk, send it with each request,"
                        + " and report under the requestId of the call",
                () -> {
                    List<String> breaches = session.platform().breaches();
                    if (!breaches.isEmpty()) {
                        throw new Deviation(String.join("; ", breaches));
                    }
                }));
    }
}
