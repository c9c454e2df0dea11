package dev.sextant.web.policy;

import dev.sextant.web.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** The caller of the request that the current thread serves. */
public final class CurrentCaller {
    private CurrentCaller() {}

    /** The caller, or null where no request with a token is being served. */
    public static @Nullable Caller find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerAuthentication known ? known.getPrincipal() : null;
    }
}
