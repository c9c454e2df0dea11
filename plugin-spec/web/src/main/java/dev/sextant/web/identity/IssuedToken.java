package dev.sextant.web.identity;

import java.time.Instant;

/** An access token as the auth-server issued it. */
public record IssuedToken(String value, Instant expiresAt) {
    @Override
    public String toString() {
        return "IssuedToken[expiresAt=%s]".formatted(expiresAt);
    }
}
