package dev.sextant.web.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a token into a {@link Caller} when it is ES256, of our issuer, for exactly this audience, and in time. */
public final class TokenVerifier {
    /** The issuer of every token. */
    public static final String ISSUER = "sextant";
    /** The audience of the platform's own door: gateway, core and auth-server. */
    public static final String PLATFORM_AUDIENCE = "sextant";
    /** With a plugin's name behind it, the audience of that plugin's pages at the gateway. */
    private static final String PAGES_AUDIENCE = "ui:";
    /** The {@code typ} of an access token. */
    public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private static final int MAX_LENGTH = 16 * 1024;
    private static final int SIGNATURE_BYTES = 64;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration MAX_LIFETIME = Duration.ofMinutes(15);
    private static final Set<String> HEADERS = Set.of("alg", "typ", "kid");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern SUBJECT = Pattern.compile("(user|service|plugin):[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");

    private final KeySource keys;
    private final String audience;
    private final InstantSource clock;

    public TokenVerifier(KeySource keys, String audience, InstantSource clock) {
        this.keys = keys;
        this.audience = audience;
        this.clock = clock;
    }

    /** The audience of the tokens that a plugin's pages in the portal call their plugin with. */
    public static String pagesAudience(String plugin) {
        return PAGES_AUDIENCE + plugin;
    }

    /** One that is like this in all but the audience. */
    public TokenVerifier forAudience(String other) {
        return new TokenVerifier(keys, other, clock);
    }

    /**
     * The caller whom the token names.
     *
     * @throws TokenRejectedException when anything about the token is not as it must be
     * @throws IdentityUnavailableException when no keys could be fetched yet
     */
    public Caller verify(String token) {
        SignedJWT jwt = parse(token);
        checkHeader(jwt.getHeader());
        checkSignature(jwt);
        try {
            return caller(jwt.getJWTClaimsSet());
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new TokenRejectedException("The token's claims are malformed");
        }
    }

    private static SignedJWT parse(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new TokenRejectedException("The token is longer than %d characters".formatted(MAX_LENGTH));
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            for (Base64URL part : jwt.getParsedParts()) {
                // The unused bits of the last character would let one token be written in several ways.
                if (!Base64URL.encode(part.decode()).equals(part)) {
                    throw new TokenRejectedException("The token is not in canonical base64url");
                }
            }
            return jwt;
        } catch (ParseException | RuntimeException malformed) {
            throw malformed instanceof TokenRejectedException rejected
                    ? rejected
                    : new TokenRejectedException("The token is not a signed JWT");
        }
    }

    private static void checkHeader(JWSHeader header) {
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())) {
            throw new TokenRejectedException("The token is not signed with ES256");
        }
        if (!TYPE.equals(header.getType())) {
            throw new TokenRejectedException("The token is not an access token (typ at+jwt)");
        }
        if (!HEADERS.equals(header.getIncludedParams())) {
            throw new TokenRejectedException("The token's header must carry exactly alg, typ and kid");
        }
        if (!KEY_ID.matcher(header.getKeyID()).matches()) {
            throw new TokenRejectedException("The token's key id is malformed");
        }
    }

    private void checkSignature(SignedJWT jwt) {
        ECPublicKey key = keys.find(jwt.getHeader().getKeyID())
                .orElseThrow(() -> new TokenRejectedException("The token is signed with a key that is not ours"));
        if (jwt.getSignature().decode().length != SIGNATURE_BYTES) {
            throw new TokenRejectedException("The token's signature has the wrong length");
        }
        try {
            if (!jwt.verify(new ECDSAVerifier(key))) {
                throw new TokenRejectedException("The token's signature does not match");
            }
        } catch (JOSEException failure) {
            throw new TokenRejectedException("The token's signature cannot be verified");
        }
    }

    private Caller caller(JWTClaimsSet claims) throws ParseException {
        checkAddress(claims);
        Instant expiresAt = checkTimes(claims);
        String subject = required(claims.getSubject(), "sub");
        if (!SUBJECT.matcher(subject).matches()) {
            throw new TokenRejectedException("The token's subject is malformed");
        }
        return new Caller(
                subject,
                required(claims.getStringClaim("name"), "name"),
                required(claims.getStringListClaim("roles"), "roles"),
                Permissions.of(required(claims.getStringListClaim("permissions"), "permissions")),
                actor(claims.getJSONObjectClaim("act")),
                required(claims.getJWTID(), "jti"),
                expiresAt);
    }

    private void checkAddress(JWTClaimsSet claims) {
        if (!ISSUER.equals(claims.getIssuer())) {
            throw new TokenRejectedException("The token is of another issuer");
        }
        if (!List.of(audience).equals(claims.getAudience())) {
            throw new TokenRejectedException("The token is for another audience than \"%s\"".formatted(audience));
        }
    }

    private Instant checkTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Instant issuedAt = instant(claims.getIssueTime(), "iat");
        Instant expiresAt = instant(claims.getExpirationTime(), "exp");
        if (!now.isBefore(expiresAt)) {
            throw new TokenRejectedException("The token has expired");
        }
        if (issuedAt.isAfter(now.plus(SKEW))) {
            throw new TokenRejectedException("The token was issued in the future");
        }
        if (claims.getNotBeforeTime() != null
                && claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW))) {
            throw new TokenRejectedException("The token is not valid yet");
        }
        if (Duration.between(issuedAt, expiresAt).compareTo(MAX_LIFETIME) > 0) {
            throw new TokenRejectedException("The token lives longer than an access token may");
        }
        return expiresAt;
    }

    private static @Nullable String actor(@Nullable Map<String, Object> act) {
        if (act == null) {
            return null;
        }
        if (act.get("sub") instanceof String subject && SUBJECT.matcher(subject).matches()) {
            return subject;
        }
        throw new TokenRejectedException("The token's actor is malformed");
    }

    private static Instant instant(@Nullable Date date, String claim) {
        return required(date, claim).toInstant();
    }

    private static <T> T required(@Nullable T value, String claim) {
        if (value == null) {
            throw new TokenRejectedException("The token has no \"%s\" claim".formatted(claim));
        }
        return value;
    }
}
