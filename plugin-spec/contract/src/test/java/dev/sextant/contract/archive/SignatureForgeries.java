package dev.sextant.contract.archive;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdDSAParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Packages that pretend to be signed by a key, made from one that is: what a list or a signature can be made to say. */
final class SignatureForgeries {

    private static final int LENGTH = 64;
    private static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private final KeyPair trusted;
    private final KeyPair strange = SigningKeys.generate();
    private final byte[] list;
    private final Map<String, Zip> made = new LinkedHashMap<>();

    private SignatureForgeries(KeyPair trusted) {
        this.trusted = trusted;
        this.list = Packages.good().entries.get(0).data;
    }

    /** Each forgery by what is wrong with it; {@code seed} chooses the bits that are turned. */
    static Map<String, Zip> of(KeyPair trusted, long seed) throws GeneralSecurityException {
        SignatureForgeries forgeries = new SignatureForgeries(trusted);
        forgeries.signaturesOfOthers();
        forgeries.bentSignatures(new Random(seed));
        forgeries.bentTexts();
        forgeries.bentLists(new Random(seed));
        return forgeries.made;
    }

    /** The true one, of which all others are made. */
    static Zip genuine(KeyPair trusted) throws GeneralSecurityException {
        SignatureForgeries forgeries = new SignatureForgeries(trusted);
        return forgeries.with(forgeries.list, forgeries.text(forgeries.sign(forgeries.list, trusted.getPrivate())));
    }

    private void signaturesOfOthers() throws GeneralSecurityException {
        signed("another key under the trusted id", sign(list, strange.getPrivate()));
        signed("of nothing", sign(new byte[0], trusted.getPrivate()));
        signed("of the manifest", sign(Packages.good().entries.get(1).data, trusted.getPrivate()));
        signed("of the image", sign(Packages.good().entries.get(2).data, trusted.getPrivate()));
        signed("of the list's digest", sign(sha512(list), trusted.getPrivate()));
        signed(
                "of the list's digest in words",
                sign(Sha256.hex(list).getBytes(StandardCharsets.UTF_8), trusted.getPrivate()));
        signed("of the list and a line", sign(join(list, "\n"), trusted.getPrivate()));
        signed("of the prehashed list", sign(list, trusted.getPrivate(), new EdDSAParameterSpec(true)));
        signed("in a context", sign(list, trusted.getPrivate(), new EdDSAParameterSpec(false, new byte[] {1})));
        made.put(
                "another key under its own id",
                with(list, PackageSignature.of(list, strange).write()));
    }

    private void bentSignatures(Random random) throws GeneralSecurityException {
        byte[] good = sign(list, trusted.getPrivate());
        signed("nothing at all", new byte[LENGTH]);
        signed("all ones", filled((byte) -1));
        byte[] identity = new byte[LENGTH];
        identity[0] = 1;
        signed("the identity and zero", identity);
        signed("halves exchanged", join(Arrays.copyOfRange(good, 32, 64), Arrays.copyOf(good, 32)));
        signed("the scalar and the group's order", raised(good));
        signed("the sign of the point turned", turned(good, 255));
        for (int count = 0; count < 5; count++) {
            int bit = random.nextInt(LENGTH * 8);
            signed("bit " + bit + " turned", turned(good, bit));
        }
    }

    private void bentTexts() throws GeneralSecurityException {
        String good = new String(text(sign(list, trusted.getPrivate())), StandardCharsets.UTF_8);
        String value = Base64.getEncoder().encodeToString(sign(list, trusted.getPrivate()));
        String id = SigningKeys.id(trusted.getPublic());
        text("no algorithm", good.replace("Ed25519", "none"));
        text("an algorithm that any key fits", good.replace("Ed25519", "HS256"));
        text(
                "the key's id in capitals",
                good.replace(id, "sha256:" + id.substring(7).toUpperCase(java.util.Locale.ROOT)));
        text("no key's id", good.replace(id, ""));
        text("the id of nothing", good.replace(id, "sha256:" + "0".repeat(64)));
        text("another version", good.replaceFirst("(formatVersion\"\\s*:\\s*)1", "$12"));
        text("a signature that goes on", good.replace(value, value + "AAAA"));
        text(
                "a signature with a line break",
                good.replace(value, value.substring(0, 10) + "\\n" + value.substring(10)));
        text("no signature", good.replace(value, ""));
        text(
                "a second signature after the first",
                good.substring(0, good.length() - 1) + ",\"signature\":\"" + value + "\"}");
        text("two documents", good + good);
        text("cut off", good.substring(0, good.length() / 2));
        text("longer than a signature is", good + " ".repeat(PackageSignature.MAX_BYTES));
    }

    private void bentLists(Random random) throws GeneralSecurityException {
        byte[] signature = text(sign(list, trusted.getPrivate()));
        String json = new String(list, StandardCharsets.UTF_8);
        list("a space before the list", " " + json, signature);
        list("a line after the list", json + "\n", signature);
        list("a mark of the byte order", "\uFEFF" + json, signature);
        list("one image more", json.replaceFirst("\"images\"\\s*:", "\"images\":[],\"images\":"), signature);
        made.put("the list in UTF-16", with(json.getBytes(StandardCharsets.UTF_16), signature));
        made.put("another image, listed as it is", changed(signature));
        Zip twice = with(list, signature);
        twice.add(PackageIndex.SIGNATURE, text(sign(list, strange.getPrivate())));
        made.put("two signatures", twice);
        Zip more = with(list, signature);
        more.add("more.txt", new byte[] {1});
        made.put("a file beside the list", more);
        byte[] bent = list.clone();
        int at = random.nextInt(bent.length);
        bent[at] ^= 1;
        made.put("a bit of the list turned at byte " + at, with(bent, signature));
    }

    private void signed(String what, byte[] signature) {
        made.put("signature " + what, with(list, text(signature)));
    }

    private void text(String what, String text) {
        made.put("text with " + what, with(list, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void list(String what, String json, byte[] signature) {
        made.put(what, with(json.getBytes(StandardCharsets.UTF_8), signature));
    }

    private byte[] text(byte[] signature) {
        return new PackageSignature(
                        1,
                        SigningKeys.id(trusted.getPublic()),
                        SigningKeys.ALGORITHM,
                        Base64.getEncoder().encodeToString(signature))
                .write();
    }

    private Zip with(byte[] index, byte[] signature) {
        Zip zip = Packages.good();
        zip.entries.set(0, new Zip.Entry(PackageIndex.FILE, index));
        zip.add(PackageIndex.SIGNATURE, signature);
        return zip;
    }

    /** A package that is sound in itself, with the signature of another. */
    private static Zip changed(byte[] signature) {
        String manifest = dev.sextant.contract.manifest.ManifestSamples.MINIMAL + "\n# another one\n";
        Zip zip = Packages.with(
                manifest, Tar.image(Packages.IMAGE, Packages.CONFIG).end());
        zip.add(PackageIndex.SIGNATURE, signature);
        return zip;
    }

    private byte[] sign(byte[] what, PrivateKey key) throws GeneralSecurityException {
        return sign(what, key, null);
    }

    private static byte[] sign(byte[] what, PrivateKey key, @Nullable EdDSAParameterSpec how)
            throws GeneralSecurityException {
        Signature signer = Signature.getInstance(SigningKeys.ALGORITHM);
        if (how != null) {
            signer.setParameter(how);
        }
        signer.initSign(key);
        signer.update(what);
        return signer.sign();
    }

    /** The same signature to a verifier that does not look whether the scalar is below the order. */
    private static byte[] raised(byte[] good) {
        byte[] little = Arrays.copyOfRange(good, 32, 64);
        byte[] big = new byte[33];
        for (int at = 0; at < 32; at++) {
            big[32 - at] = little[at];
        }
        byte[] sum = new BigInteger(big).add(ORDER).toByteArray();
        byte[] raised = good.clone();
        for (int at = 0; at < 32; at++) {
            raised[32 + at] = at < sum.length ? sum[sum.length - 1 - at] : 0;
        }
        return raised;
    }

    private static byte[] turned(byte[] good, int bit) {
        byte[] bent = good.clone();
        bent[bit / 8] ^= (byte) (1 << bit % 8);
        return bent;
    }

    private static byte[] filled(byte value) {
        byte[] bytes = new byte[LENGTH];
        Arrays.fill(bytes, value);
        return bytes;
    }

    private static byte[] sha512(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-512").digest(content);
    }

    private static byte[] join(byte[] one, String other) {
        return join(one, other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
