package dev.sextant.auth.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;

/** The cookie that carries the refresh token, and what else a request says of the browser behind it. */
final class RefreshCookie {
    private static final String NAME = "sextant_refresh";
    private static final String PATH = "/auth/v1";

    private RefreshCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static ResponseEntity<SessionView> answer(HttpServletRequest request, Sessions.Session session, Duration lifetime) {
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie(request, session.refreshToken(), lifetime))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(SessionView.from(session));
    }

    static String cleared(HttpServletRequest request) {
        return cookie(request, "", Duration.ZERO);
    }

    /** Whether another site's page made the browser send this. */
    static boolean isForeign(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private static String cookie(HttpServletRequest request, String value, Duration lifetime) {
        return ResponseCookie.from(NAME, value)
                .httpOnly(true)
                .secure(request.isSecure() || "https".equals(Addresses.forwarded(request, "X-Forwarded-Proto")))
                .sameSite("Strict")
                .path(PATH)
                .maxAge(lifetime)
                .build()
                .toString();
    }
}
