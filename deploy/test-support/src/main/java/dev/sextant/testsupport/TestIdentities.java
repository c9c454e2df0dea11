package dev.sextant.testsupport;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.security.interfaces.ECPublicKey;
import java.util.Optional;

/**
 * A signing key made anew for each test run, with its public half as a key source:
 * {@code @Bean KeySource keys() { return TestIdentities.shared()::publicKey; }}.
 */
public final class TestIdentities {
    private static final TestIdentities SHARED = new TestIdentities("test-key");

    private final ECKey key;

    private TestIdentities(String keyId) {
        try {
            this.key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The identities that all tests of one process share. */
    public static TestIdentities shared() {
        return SHARED;
    }

    /** Others, whom nobody trusts. */
    public static TestIdentities stranger(String keyId) {
        return new TestIdentities(keyId);
    }

    /** The public key of this id; fits the web module's KeySource. */
    public Optional<ECPublicKey> publicKey(String keyId) {
        try {
            return key.getKeyID().equals(keyId) ? Optional.of(key.toECPublicKey()) : Optional.empty();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A user of the platform with these permissions. */
    public TestTokens user(String name, String... permissions) {
        return new TestTokens(key, "user:" + name).permissions(permissions);
    }

    /** The administrator. */
    public TestTokens administrator() {
        return user("admin", "*").roles("administrator");
    }

    /** A service of the platform. */
    public TestTokens service(String name, String... permissions) {
        return new TestTokens(key, "service:" + name).permissions(permissions);
    }

    /** A plugin. */
    public TestTokens plugin(String name, String... permissions) {
        return new TestTokens(key, "plugin:" + name).permissions(permissions);
    }

    /** The whole key, for tests that forge tokens. */
    public ECKey key() {
        return key;
    }
}
