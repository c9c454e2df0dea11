package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageSignatureTests {

    /** The first example of RFC 8032, section 7.1: its secret key, and the public key that belongs to it. */
    private static final String RFC_PRIVATE = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";

    private static final String RFC_PUBLIC = "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    private static final KeyPair KEYS = SigningKeys.generate();
    private static final TrustedKey OURS = TrustedKey.of("us", KEYS.getPublic());
    private static final TrustedKey OTHER =
            TrustedKey.of("them", SigningKeys.generate().getPublic());

    @TempDir
    Path folder;

    @Test
    void saysWhoSigned() throws IOException {
        Path signed = signed();

        assertThat(status(signed, OTHER, OURS)).isEqualTo(new SignatureStatus.Signed(OURS));
        assertThat(status(signed, OTHER)).isEqualTo(new SignatureStatus.UnknownKey(OURS.id()));
        assertThat(status(signed)).isEqualTo(new SignatureStatus.UnknownKey(OURS.id()));
        assertThat(status(signed, OURS.revoke())).isEqualTo(new SignatureStatus.RevokedKey(OURS.revoke()));
        assertThat(status(signed, OURS, OURS.revoke())).isEqualTo(new SignatureStatus.RevokedKey(OURS.revoke()));
    }

    @Test
    void saysThatNobodySigned() throws IOException {
        Path plain = Files.write(folder.resolve("plain.zip"), Packages.good().bytes());

        assertThat(status(plain, OURS)).isEqualTo(new SignatureStatus.Unsigned());
    }

    @Test
    void noticesAListThatWasNotSigned() throws IOException {
        byte[] signature =
                PackageSignature.of("{}".getBytes(StandardCharsets.UTF_8), KEYS).write();

        assertThat(status(withSignature(signature), OURS)).isEqualTo(new SignatureStatus.Modified(OURS));
        assertThat(status(withSignature(signature), OURS.revoke()))
                .isEqualTo(new SignatureStatus.Modified(OURS.revoke()));
    }

    @Test
    void noticesEveryBitOfTheSignature() {
        byte[] list = {1, 2, 3};
        PackageSignature good = PackageSignature.of(list, KEYS);
        byte[] bytes = Base64.getDecoder().decode(good.signature());

        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            PackageSignature forged = new PackageSignature(
                    1, good.keyId(), good.algorithm(), Base64.getEncoder().encodeToString(changed));
            assertThat(forged.check(list, List.of(OURS))).isEqualTo(new SignatureStatus.Modified(OURS));
        }
        assertThat(good.check(list, List.of(OURS))).isEqualTo(new SignatureStatus.Signed(OURS));
    }

    @Test
    void doesNotTakeTheIdOfAKeyOnTrust() {
        TrustedKey disguised = new TrustedKey(OURS.id(), "them", OTHER.key(), false);
        byte[] list = {1};

        assertThat(PackageSignature.of(list, KEYS).check(list, List.of(disguised)))
                .isEqualTo(new SignatureStatus.UnknownKey(OURS.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "-----BEGIN SIGNATURE-----",
                "{\"formatVersion\":2}",
                "{\"formatVersion\":1,\"keyId\":\"x\",\"algorithm\":\"Ed25519\",\"signature\":\"AA==\"}",
                "{\"formatVersion\":1,\"keyId\":null,\"algorithm\":\"none\",\"signature\":null}",
                "{\"formatVersion\":1,\"formatVersion\":1}",
                "{\"formatVersion\":\"1\"}"
            })
    void refusesASignatureOfAnotherForm(String text) throws IOException {
        Path zip = withSignature(text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> PackageReader.open(zip, PackageLimits.standard()))
                .isInstanceOfSatisfying(
                        PackageException.class,
                        e -> assertThat(e.code()).isEqualTo(PackageErrorCode.PACKAGE_SIGNATURE_INVALID));
    }

    @Test
    void signsTheSameListAgainWithAnotherKey() throws IOException {
        Path again = folder.resolve("again.zip");
        KeyPair next = SigningKeys.generate();
        try (VerifiedPackage signed = PackageReader.open(signed(), PackageLimits.standard())) {
            PackageWriter.sign(again, signed, next);
        }

        assertThat(status(again, OURS)).isInstanceOf(SignatureStatus.UnknownKey.class);
        assertThat(status(again, TrustedKey.of("next", next.getPublic()))).isInstanceOf(SignatureStatus.Signed.class);
    }

    @Test
    void readsItsKeysBack() {
        KeyPair read = SigningKeys.keyPair(SigningKeys.privatePem(KEYS.getPrivate()));

        assertThat(read.getPublic()).isEqualTo(KEYS.getPublic());
        assertThat(TrustedKey.fromPem("us", SigningKeys.publicPem(KEYS.getPublic())))
                .isEqualTo(OURS);
    }

    @Test
    void findsThePublicKeyOfTheStandardsExample() {
        KeyPair pair = SigningKeys.keyPair(pem("PRIVATE KEY", RFC_PRIVATE));

        assertThat(pair.getPublic()).isEqualTo(SigningKeys.publicKey(pem("PUBLIC KEY", RFC_PUBLIC)));
    }

    @Test
    void refusesOtherKeys() throws NoSuchAlgorithmException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyPair ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
        for (String text : List.of(
                "",
                "x",
                "-----BEGIN PRIVATE KEY-----",
                pem("PRIVATE KEY", "!!!"),
                pem("PRIVATE KEY", "AAAA"),
                SigningKeys.privatePem(rsa.getPrivate()),
                SigningKeys.privatePem(ed448.getPrivate()))) {
            assertRefused(() -> SigningKeys.keyPair(text));
        }
        assertRefused(() -> SigningKeys.publicKey(SigningKeys.publicPem(rsa.getPublic())));
        assertRefused(() -> SigningKeys.publicKey(SigningKeys.publicPem(ed448.getPublic())));
    }

    private static void assertRefused(ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        PackageException.class,
                        e -> assertThat(e.code()).isEqualTo(PackageErrorCode.SIGNING_KEY_INVALID));
    }

    private static String pem(String label, String base64) {
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static SignatureStatus status(Path zip, TrustedKey... keys) throws IOException {
        try (VerifiedPackage verified = PackageReader.open(zip, PackageLimits.standard())) {
            return verified.signature(List.of(keys));
        }
    }

    private Path signed() throws IOException {
        Path plain = Files.write(folder.resolve("plain.zip"), Packages.good().bytes());
        Path signed = folder.resolve("signed.zip");
        try (VerifiedPackage verified = PackageReader.open(plain, PackageLimits.standard())) {
            PackageWriter.sign(signed, verified, KEYS);
        }
        return signed;
    }

    private Path withSignature(byte[] signature) throws IOException {
        Zip zip = Packages.good();
        zip.add(PackageIndex.SIGNATURE, signature);
        return Files.write(folder.resolve("with.zip"), zip.bytes());
    }
}
