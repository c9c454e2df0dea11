package dev.sextant.web.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals texts: each with AES-256-GCM under a random data key of its own, which is itself sealed under the master key.
 * Both are bound to the identity of the row that keeps them, so that a sealed text opens in no other place.
 *
 * <p>Form: {@code v1.} and in base64 the nonce (12 bytes) and sealed data key (48), then the nonce (12) and sealed text.
 */
public final class Sealing {
    private static final String VERSION = "v1.";
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int KEY = 32;

    private final SecretKey master;
    private final SecureRandom random = new SecureRandom();

    /** With a master key of 32 bytes. */
    public Sealing(SecretKey master) {
        this.master = master;
    }

    /** The sealed form of a text, bound to the identity of its row. */
    public String seal(String text, String identity) {
        byte[] dataKey = randomBytes(KEY);
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        try {
            byte[] sealedKey = encrypt(master, dataKey, associated("key", identity));
            byte[] sealedText = encrypt(new SecretKeySpec(dataKey, "AES"), plain, associated("text", identity));
            byte[] all = ByteBuffer.allocate(sealedKey.length + sealedText.length)
                    .put(sealedKey)
                    .put(sealedText)
                    .array();
            return VERSION + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("This Java cannot seal with AES-256-GCM", failure);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * The text of a sealed form.
     *
     * @throws UnsealableException when it was sealed under another key, for another row, or was changed
     */
    public String open(String sealed, String identity) {
        try {
            if (!sealed.startsWith(VERSION)) {
                throw new UnsealableException();
            }
            ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(VERSION.length())));
            byte[] dataKey = decrypt(master, take(all, NONCE + KEY + TAG), associated("key", identity));
            byte[] plain = decrypt(
                    new SecretKeySpec(dataKey, "AES"), take(all, all.remaining()), associated("text", identity));
            Arrays.fill(dataKey, (byte) 0);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException changed) {
            throw new UnsealableException();
        }
    }

    private byte[] encrypt(SecretKey key, byte[] plain, byte[] associated) throws GeneralSecurityException {
        byte[] nonce = randomBytes(NONCE);
        Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated);
        byte[] encrypted = cipher.doFinal(plain);
        return ByteBuffer.allocate(NONCE + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    private static byte[] decrypt(SecretKey key, byte[] sealed, byte[] associated) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(sealed, NONCE);
        return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(sealed, NONCE, sealed.length - NONCE);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }

    private static byte[] associated(String part, String identity) {
        return (part + "\n" + identity).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] take(ByteBuffer from, int length) {
        if (from.remaining() < length || length < NONCE + TAG) {
            throw new UnsealableException();
        }
        byte[] taken = new byte[length];
        from.get(taken);
        return taken;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
