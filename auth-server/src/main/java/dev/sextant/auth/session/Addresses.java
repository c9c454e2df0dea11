package dev.sextant.auth.session;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Where requests come from. */
public final class Addresses {
    private Addresses() {}

    /** The address behind the gateway, which replaces what callers claim in this header. */
    public static String of(HttpServletRequest request) {
        String forwarded = forwarded(request, "X-Forwarded-For");
        return forwarded == null ? request.getRemoteAddr() : forwarded;
    }

    static @Nullable String forwarded(HttpServletRequest request, String header) {
        String value = request.getHeader(header);
        return value != null && isLoopback(request.getRemoteAddr())
                ? value.substring(value.lastIndexOf(',') + 1).strip()
                : null;
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
