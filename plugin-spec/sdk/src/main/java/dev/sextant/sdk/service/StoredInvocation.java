package dev.sextant.sdk.service;

import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is kept.
 *
 * @param requestId names it
 * @param service the service that was called
 * @param digest digest of the request, to tell whether another one comes under the same name
 * @param request the request's JSON, until the attempt is over
 * @param state how far it is
 */
public record StoredInvocation(
        String requestId,
        String service,
        String digest,
        @Nullable String request,
        State state) {

    /** How far an attempt is. */
    public enum State {
        RUNNING,
        FINISHED,
        DELIVERED
    }
}
