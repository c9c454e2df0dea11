package dev.sextant.auth.token;

import dev.sextant.auth.AuthError;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.identity.TokenVerifier;
import dev.sextant.web.policy.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Gives the portal tokens for the frames with plugins' pages; each is good for one plugin's pages and nothing else. */
@RestController
class PagesTokenController {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final AccessTokens tokens;
    private final InstantSource clock;

    PagesTokenController(AccessTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    record PagesTokenRequest(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,62}") String plugin) {}

    record PagesToken(String token, long expiresIn) {
        @Override
        public String toString() {
            return "PagesToken[expiresIn=%d]".formatted(expiresIn);
        }
    }

    @PostMapping("/auth/v1/pages-tokens")
    @SignedIn("The token grants nothing that the caller is not granted already")
    ResponseEntity<PagesToken> issue(Caller caller, @Valid @RequestBody PagesTokenRequest wanted) {
        if (caller.kind() != Caller.Kind.USER) {
            throw new ProblemException(
                    AuthError.NOT_A_USER, "%s is not a user, and has no pages before it".formatted(caller.subject()));
        }
        AccessTokens.Signed signed = tokens.sign(grant(caller, wanted.plugin()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new PagesToken(signed.value(), signed.lifetime().toSeconds()));
    }

    /** It ends with the token that it was asked for with, if not sooner: no chain of tokens outlives a session. */
    private AccessTokens.Grant grant(Caller caller, String plugin) {
        Instant end = clock.instant().plus(LIFETIME);
        return new AccessTokens.Grant(
                caller.subject(),
                caller.displayName(),
                caller.roles(),
                caller.permissions().narrowedTo(plugin),
                TokenVerifier.pagesAudience(plugin),
                null,
                caller.expiresAt().isBefore(end) ? caller.expiresAt() : end);
    }
}
