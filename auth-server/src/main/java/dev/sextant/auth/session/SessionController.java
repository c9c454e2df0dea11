package dev.sextant.auth.session;

import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.policy.OpenToAll;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SessionController {
    private final Sessions sessions;
    private final SessionSettings settings;

    SessionController(Sessions sessions, SessionSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    record SignInRequest(
            @NotEmpty @Size(max = 64) String username,
            @NotEmpty @Size(max = 256) String password) {
        @Override
        public String toString() {
            return "SignInRequest";
        }
    }

    @PostMapping(path = "/auth/v1/sign-in", consumes = MediaType.APPLICATION_JSON_VALUE)
    @OpenToAll("Whoever signs in has no token yet; failures are counted and locked out")
    ResponseEntity<SessionView> signIn(@Valid @RequestBody SignInRequest body, HttpServletRequest request) {
        refuseForeign(request);
        Sessions.Session session = sessions.signIn(body.username(), body.password(), Addresses.of(request));
        return RefreshCookie.answer(request, session, settings.idle());
    }

    /** A page that is left in the midst loses the answer; with the same key the next one gets it again. */
    @PostMapping("/auth/v1/refresh")
    @OpenToAll("The refresh cookie says who asks")
    ResponseEntity<SessionView> refresh(
            HttpServletRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String attempt) {
        refuseForeign(request);
        String token = RefreshCookie.read(request).orElseThrow(Sessions::ended);
        return RefreshCookie.answer(request, sessions.refresh(token, attempt), settings.idle());
    }

    @PostMapping("/auth/v1/sign-out")
    @OpenToAll("Ends nothing but the session of the refresh cookie")
    ResponseEntity<Void> signOut(HttpServletRequest request) {
        refuseForeign(request);
        RefreshCookie.read(request).ifPresent(sessions::signOut);
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, RefreshCookie.cleared(request))
                .build();
    }

    private static void refuseForeign(HttpServletRequest request) {
        if (RefreshCookie.isForeign(request)) {
            throw new ProblemException(AuthError.FOREIGN_SITE, "Use the portal of this platform itself");
        }
    }
}
