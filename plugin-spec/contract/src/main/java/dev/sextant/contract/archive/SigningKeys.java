package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.SIGNING_KEY_INVALID;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Ed25519 keys for packages, and their texts in PEM, as OpenSSL also reads and writes them. */
public final class SigningKeys {

    static final String ALGORITHM = "Ed25519";

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private SigningKeys() {}

    /** A new pair of keys. */
    public static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no Ed25519", e);
        }
    }

    /** The name of a key: the SHA-256 of its public part. */
    public static String id(PublicKey key) {
        return "sha256:" + Sha256.hex(key.getEncoded());
    }

    /** A private key in PKCS#8, {@code BEGIN PRIVATE KEY}. */
    public static String privatePem(PrivateKey key) {
        return pem(PRIVATE, key);
    }

    /** A public key, {@code BEGIN PUBLIC KEY}. */
    public static String publicPem(PublicKey key) {
        return pem(PUBLIC, key);
    }

    /** Reads a public key; anything but an Ed25519 key is refused, and so is one whose signatures everybody can make. */
    public static PublicKey publicKey(String pem) {
        try {
            Key key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(PUBLIC, pem)));
            if (key instanceof EdECPublicKey found && isEd25519(found.getParams())) {
                if (WeakPoints.include(found.getPoint())) {
                    throw refuse("it is one of the few points for which anybody can make signatures", null);
                }
                return found;
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refuse("it is not an Ed25519 public key", e);
        }
        throw refuse("it is not an Ed25519 public key", null);
    }

    /** Reads a private key, and finds the public key that belongs to it. */
    public static KeyPair keyPair(String pem) {
        try {
            Key key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der(PRIVATE, pem)));
            if (key instanceof EdECPrivateKey found && isEd25519(found.getParams())) {
                return pair(found);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refuse("it is not an Ed25519 private key", e);
        }
        throw refuse("it is not an Ed25519 private key", null);
    }

    /** Java derives a public key only while it makes a pair; so a pair is made of this key in place of a random one. */
    private static KeyPair pair(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] secret = key.getBytes().orElseThrow(() -> refuse("it does not show its bytes", null));
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new Given(secret));
        KeyPair pair = generator.generateKeyPair();
        boolean same = pair.getPrivate() instanceof EdECPrivateKey made
                && made.getBytes().filter(bytes -> Arrays.equals(bytes, secret)).isPresent();
        if (!same) {
            throw refuse("this Java cannot find the public key that belongs to it", null);
        }
        return pair;
    }

    private static boolean isEd25519(NamedParameterSpec params) {
        return params.getName().equals(NamedParameterSpec.ED25519.getName());
    }

    private static String pem(String label, Key key) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    private static byte[] der(String label, String pem) {
        String begin = "-----BEGIN " + label + "-----";
        String end = "-----END " + label + "-----";
        String text = pem.strip();
        if (!text.startsWith(begin) || !text.endsWith(end) || text.length() < begin.length() + end.length()) {
            throw refuse("it does not begin with '" + begin + "' and end with '" + end + "'", null);
        }
        String body = text.substring(begin.length(), text.length() - end.length());
        return Base64.getDecoder().decode(body.replaceAll("\\s", "").getBytes(StandardCharsets.ISO_8859_1));
    }

    private static PackageException refuse(String why, @Nullable Throwable cause) {
        String detail = "The key cannot be used: " + why;
        return cause == null
                ? new PackageException(SIGNING_KEY_INVALID, detail)
                : new PackageException(SIGNING_KEY_INVALID, detail, cause);
    }

    /** Not random at all: it hands out one key. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] secret;

        Given(byte[] secret) {
            this.secret = secret;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(secret, 0, bytes, 0, Math.min(secret.length, bytes.length));
        }
    }
}
