package dev.sextant.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;

/** Client assertions, good ones and others. */
record Assertions(String clientId, ECKey key, Consumer<JWTClaimsSet.Builder> change) {
    static Assertions of(String clientId, ECKey key) {
        return new Assertions(clientId, key, claims -> {});
    }

    Assertions with(Consumer<JWTClaimsSet.Builder> changed) {
        return new Assertions(clientId, key, changed);
    }

    Assertions livingFor(long seconds) {
        return with(claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(seconds))));
    }

    String sign() {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(clientId)
                .subject(clientId)
                .audience("sextant/token")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(30)));
        change.accept(claims);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims.build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return jwt.serialize();
    }
}
