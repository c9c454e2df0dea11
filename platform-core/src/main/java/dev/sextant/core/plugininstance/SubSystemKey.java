package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** The RSA keys with which plugins built for WeCube sign in: one for each plugin, made at its first launch. */
@Component
class SubSystemKey {
    private static final String RSA = "RSA";
    private static final int BITS = 2048;

    private final Installation installation;

    SubSystemKey(Installation installation) {
        this.installation = installation;
    }

    /** The private half as WeCube hands it over: PKCS#8 in base64, on one line. */
    String privateKey(String plugin) {
        var file = installation
                .home()
                .resolve("secrets")
                .resolve("plugins")
                .resolve(plugin)
                .resolve("sub-system.key");
        try {
            return KeptFile.read(file, SubSystemKey::generate);
        } catch (IOException failed) {
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED,
                    "The key %s cannot be read or written (%s)".formatted(file, failed),
                    failed);
        }
    }

    /** The public half in base64. */
    String publicKey(String plugin) {
        try {
            var keys = KeyFactory.getInstance(RSA);
            var encoded = Base64.getDecoder().decode(privateKey(plugin));
            var secret = (RSAPrivateCrtKey) keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            var open = keys.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent()));
            return Base64.getEncoder().encodeToString(open.getEncoded());
        } catch (GeneralSecurityException | IllegalArgumentException | ClassCastException damaged) {
            // Without the cause, which may quote the key.
            throw new ProblemException(
                    InstanceError.SECRETS_FAILED,
                    "The key of %s as a sub-system is damaged; restore secrets/plugins/%s/sub-system.key"
                            .formatted(plugin, plugin));
        }
    }

    private static String generate() {
        try {
            var generator = KeyPairGenerator.getInstance(RSA);
            generator.initialize(BITS);
            return Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
