package dev.sextant.auth.subsystem;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;

/** RSA as WeCube's sub-systems use it: their password is what they have transformed with their private key. */
final class SubSystemKeys {
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 4096;

    private SubSystemKeys() {}

    /** The key of a text; fails with IllegalArgumentException when it is none. */
    static RSAPublicKey parse(String text) {
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(text));
            var key = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
            int bits = key.getModulus().bitLength();
            if (bits < LEAST_BITS || bits > MOST_BITS) {
                throw new IllegalArgumentException("the key has %d bits".formatted(bits));
            }
            return key;
        } catch (GeneralSecurityException | ClassCastException malformed) {
            throw new IllegalArgumentException("this is no RSA public key", malformed);
        }
    }

    static String text(RSAPublicKey key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Whether the password says this text and was made with the key's private half. */
    static boolean proves(RSAPublicKey key, String password, String text) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            byte[] said = cipher.doFinal(Base64.getDecoder().decode(password));
            return MessageDigest.isEqual(said, text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }
}
