package dev.sextant.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.sextant.auth.secret.SecretFolder;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The private keys of {@code secrets/signing-keys.json}. The first one signs; all of them are published, so that a new
 * key can be put before the old one, and the old one taken away when its tokens have ended.
 */
@Component
public class SigningKeys {
    private static final String FILE = "signing-keys.json";

    private final SecretFolder secrets;
    private volatile @Nullable List<ECKey> keys;

    SigningKeys(SecretFolder secrets) {
        this.secrets = secrets;
    }

    /** Makes the first key of a new installation; does nothing where there is one. */
    public void makeFirst() {
        if (secrets.read(FILE).isEmpty()) {
            secrets.write(FILE, new JWKSet(generate()).toString(false));
        }
    }

    /** The key that signs new tokens. */
    public ECKey active() {
        return all().getFirst();
    }

    /** The public halves of all keys. */
    public JWKSet published() {
        return new JWKSet(all().stream().<JWK>map(ECKey::toPublicJWK).toList());
    }

    /** The public key of this id. */
    public Optional<ECPublicKey> find(String keyId) {
        return all().stream()
                .filter(key -> key.getKeyID().equals(keyId))
                .findFirst()
                .map(SigningKeys::publicKey);
    }

    /** A new key whose id is its thumbprint. */
    public static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("This JDK cannot make P-256 keys", impossible);
        }
    }

    private List<ECKey> all() {
        List<ECKey> known = keys;
        if (known == null) {
            known = read();
            keys = known;
        }
        return known;
    }

    private List<ECKey> read() {
        String text = secrets.read(FILE).orElseThrow(() -> broken("is missing"));
        try {
            List<ECKey> read =
                    JWKSet.parse(text).getKeys().stream().map(JWK::toECKey).toList();
            boolean usable = !read.isEmpty()
                    && read.stream().allMatch(key -> key.isPrivate() && Curve.P_256.equals(key.getCurve()));
            if (!usable) {
                throw broken("holds no private P-256 key");
            }
            return read;
        } catch (ParseException | ClassCastException malformed) {
            // Without the cause, which may quote the keys.
            throw broken("is not a JSON key set of P-256 keys");
        }
    }

    private IllegalStateException broken(String what) {
        return new IllegalStateException(
                "%s %s; restore it from a backup (a new one makes every token and session invalid)"
                        .formatted(secrets.path(FILE), what));
    }

    private static ECPublicKey publicKey(ECKey key) {
        try {
            return key.toECPublicKey();
        } catch (JOSEException malformed) {
            throw new IllegalStateException("A signing key is not on its curve", malformed);
        }
    }
}
