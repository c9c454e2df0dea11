package dev.sextant.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.sextant.testsupport.ForgedTokens;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.testsupport.TestTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVerifierTests {
    private static final TestIdentities IDENTITIES = TestIdentities.shared();
    private static final TestTokens GENUINE = IDENTITIES.administrator();

    private final TokenVerifier verifier =
            new TokenVerifier(IDENTITIES::publicKey, TokenVerifier.PLATFORM_AUDIENCE, InstantSource.system());

    @Test
    void readsCallerFromGenuineToken() {
        Caller caller = verifier.verify(IDENTITIES
                .user("ann", "runs:read")
                .roles("operator")
                .actor("service:api-gateway")
                .token());
        assertThat(caller.subject()).isEqualTo("user:ann");
        assertThat(caller.kind()).isEqualTo(Caller.Kind.USER);
        assertThat(caller.roles()).containsExactly("operator");
        assertThat(caller.actor()).isEqualTo("service:api-gateway");
        assertThat(caller.may("runs:read")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    void rejects(ForgedTokens.Forged forged) {
        assertThatExceptionOfType(TokenRejectedException.class).isThrownBy(() -> verifier.verify(forged.token()));
    }

    static Stream<ForgedTokens.Forged> forged() {
        return ForgedTokens.of(IDENTITIES.key(), GENUINE.claims()).stream();
    }

    @Test
    void endsWithTheLifetime() {
        assertThatExceptionOfType(TokenRejectedException.class)
                .isThrownBy(() ->
                        verifier.verify(GENUINE.lifetime(Duration.ofSeconds(-1)).token()));
        JWTClaimsSet claims = GENUINE.claims();
        TokenVerifier later = new TokenVerifier(
                IDENTITIES::publicKey,
                TokenVerifier.PLATFORM_AUDIENCE,
                () -> claims.getExpirationTime().toInstant());
        assertThatExceptionOfType(TokenRejectedException.class).isThrownBy(() -> later.verify(GENUINE.token()));
    }

    @Test
    void saysThatKeysAreNotKnownYet() {
        TokenVerifier without = new TokenVerifier(
                keyId -> {
                    throw new IdentityUnavailableException("not yet", null);
                },
                TokenVerifier.PLATFORM_AUDIENCE,
                InstantSource.system());
        assertThatExceptionOfType(IdentityUnavailableException.class).isThrownBy(() -> without.verify(GENUINE.token()));
    }
}
