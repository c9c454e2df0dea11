package dev.sextant.core.resource;

import org.jspecify.annotations.Nullable;

/**
 * How a host is signed in to.
 *
 * @param kind what runs there
 * @param address where it answers, in the form of its kind
 * @param login who signs in
 * @param secret what proves it: a password, a secret key, or for a Docker Engine the PEM texts of certificate, key and CA
 * @param tls whether it is talked to in TLS, and has to prove who it is
 */
public record HostAccess(
        ResourceHost.Kind kind,
        String address,
        @Nullable String login,
        @Nullable String secret,
        boolean tls) {

    /** The host's name or address, and its port. */
    public HostAddress endpoint() {
        return HostAddress.of(kind, address);
    }

    @Override
    public String toString() {
        return "HostAccess[%s %s, redacted]".formatted(kind, address);
    }
}
