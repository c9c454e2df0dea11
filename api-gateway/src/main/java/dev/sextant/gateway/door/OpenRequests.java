package dev.sextant.gateway.door;

import dev.sextant.gateway.pages.PageFiles;
import java.util.Set;
import org.springframework.http.HttpMethod;

/** The few requests that need no token. Everything else does, whether there is something at its path or not. */
final class OpenRequests {
    private static final String PORTAL = "/portal/";

    private static final Set<String> POST = Set.of(
            "/auth/v1/sign-in", // it is how one gets a token
            "/auth/v1/refresh", // the refresh cookie stands for the token
            "/auth/v1/sign-out", // ends the refresh cookie's family, also when the token has run out
            "/auth/v1/token", // the client assertion stands for the token
            "/auth/v1/api/login"); // a sub-system's password, made with its private key, does
    private static final Set<String> GET = Set.of(
            "/", // leads to the portal
            "/portal",
            "/auth/v1/api/token", // the header holds a sub-system's refresh token, which only the auth-server knows
            "/actuator/health", // says UP or DOWN and nothing else
            "/actuator/health/liveness",
            "/actuator/health/readiness");

    private OpenRequests() {}

    /** Compares the raw path as a whole, so that no other spelling of an open path is open. */
    static boolean permit(HttpMethod method, String rawPath) {
        if (HttpMethod.POST.equals(method)) {
            return POST.contains(rawPath);
        }
        if (HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)) {
            boolean file = rawPath.startsWith(PORTAL) || PageFiles.isFile(rawPath); // code without secrets
            return GET.contains(rawPath) || (file && CanonicalPath.accepts(rawPath));
        }
        return false;
    }
}
