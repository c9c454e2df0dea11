package dev.sextant.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sextant.auth.identity.Identities;
import dev.sextant.auth.identity.Identity;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Verifies client assertions (private_key_jwt): signed by a key of the identity, short-lived, and used once. */
@Component
class ClientAssertions {
    private static final String AUDIENCE = "sextant/token";
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration SKEW = Duration.ofSeconds(10);
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_ID = 128;
    private static final Set<String> HEADERS = Set.of("alg", "kid", "typ");

    private final Identities identities;
    private final UsedAssertions used;
    private final InstantSource clock;

    ClientAssertions(Identities identities, UsedAssertions used, InstantSource clock) {
        this.identities = identities;
        this.used = used;
        this.clock = clock;
    }

    /** The identity that signed the assertion. */
    Identity authenticate(String assertion) {
        try {
            if (assertion.length() > MAX_LENGTH) {
                throw refused("it is too long");
            }
            SignedJWT jwt = SignedJWT.parse(assertion);
            String client = verifySignature(jwt);
            checkClaims(client, jwt.getJWTClaimsSet());
            return identities.find(client).orElseThrow(() -> refused("its identity is unknown"));
        } catch (ParseException | JOSEException | IllegalArgumentException malformed) {
            throw refused("it is not a signed JWT");
        }
    }

    private String verifySignature(SignedJWT jwt) throws ParseException, JOSEException {
        if (!JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                || !HEADERS.containsAll(jwt.getHeader().getIncludedParams())) {
            throw refused("its header must carry alg ES256 and kid, and nothing beyond typ");
        }
        String client = jwt.getJWTClaimsSet().getSubject();
        String keyId = jwt.getHeader().getKeyID();
        if (client == null || keyId == null) {
            throw refused("it names no subject or no key");
        }
        ECPublicKey key =
                identities.findKey(client, keyId).orElseThrow(() -> refused("its identity or key is unknown"));
        if (jwt.getSignature().decode().length != 64 || !jwt.verify(new ECDSAVerifier(key))) {
            throw refused("its signature does not match");
        }
        return client;
    }

    private void checkClaims(String client, JWTClaimsSet claims) {
        if (!client.equals(claims.getIssuer())) {
            throw refused("issuer and subject must be the same");
        }
        if (!List.of(AUDIENCE).equals(claims.getAudience())) {
            throw refused("its audience must be " + AUDIENCE);
        }
        Instant now = clock.instant();
        Instant end = instant(claims.getExpirationTime(), "exp");
        Instant issuedAt = instant(claims.getIssueTime(), "iat");
        if (!now.isBefore(end)
                || issuedAt.isAfter(now.plus(SKEW))
                || end.isAfter(now.plus(LONGEST).plus(SKEW))) {
            throw refused("it must have been issued just now and live for at most 60 seconds");
        }
        String id = claims.getJWTID();
        if (id == null || id.isEmpty() || id.length() > MAX_ID) {
            throw refused("it needs a jti of 1 to 128 characters");
        }
        if (!used.markUsed(client, id, end.plus(SKEW))) {
            throw refused("it was used before");
        }
    }

    private static Instant instant(@Nullable Date date, String claim) {
        if (date == null) {
            throw refused("it has no " + claim);
        }
        return date.toInstant();
    }

    private static TokenRefusedException refused(String why) {
        return new TokenRefusedException("invalid_client", "The client assertion is not accepted: " + why);
    }
}
