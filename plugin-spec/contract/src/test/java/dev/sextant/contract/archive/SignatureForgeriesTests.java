package dev.sextant.contract.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureForgeriesTests {

    private static final KeyPair KEYS = SigningKeys.generate();
    private static final TrustedKey OURS = TrustedKey.of("us", KEYS.getPublic());

    @TempDir
    Path folder;

    @Test
    void takesTheGenuineOne() throws Exception {
        assertThat(verdict(SignatureForgeries.genuine(KEYS), "genuine")).isEqualTo(new SignatureStatus.Signed(OURS));
    }

    @TestFactory
    Stream<DynamicTest> noForgeryCountsAsSigned() throws GeneralSecurityException {
        long seed = ThreadLocalRandom.current().nextLong();
        Map<String, Zip> forgeries = SignatureForgeries.of(KEYS, seed);
        assertThat(forgeries).hasSizeGreaterThan(35);
        return forgeries.entrySet().stream()
                .map(forgery -> DynamicTest.dynamicTest(
                        forgery.getKey() + " (seed " + seed + ")",
                        () -> assertThat(verdict(forgery.getValue(), "forged"))
                                .isNotInstanceOf(SignatureStatus.Signed.class)));
    }

    @Test
    void judgesAKeptSealAsThePackageItself() throws Exception {
        Path file = Files.write(
                folder.resolve("kept.zip"), SignatureForgeries.genuine(KEYS).bytes());
        try (VerifiedPackage verified = PackageReader.open(file, PackageLimits.standard())) {
            ListSeal seal = Objects.requireNonNull(verified.seal());
            PackageSignature signature = Objects.requireNonNull(seal.signature());
            ListSeal kept = ListSeal.of(seal.list(), signature.write());

            assertThat(kept.check(List.of(OURS))).isEqualTo(new SignatureStatus.Signed(OURS));
            assertThat(kept.check(List.of())).isEqualTo(new SignatureStatus.UnknownKey(OURS.id()));
            assertThat(kept.check(List.of(OURS.revoke()))).isEqualTo(new SignatureStatus.RevokedKey(OURS.revoke()));
        }
    }

    /** Little-endian, as keys are written: for each of these points everybody can make signatures that verify. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000080",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
                "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
            })
    void refusesKeysWithWhichEverybodyCanSign(String point) {
        assertThatThrownBy(() -> SigningKeys.publicKey(pem(point)))
                .isInstanceOfSatisfying(
                        PackageException.class,
                        e -> assertThat(e.code()).isEqualTo(PackageErrorCode.SIGNING_KEY_INVALID));
    }

    private static String pem(String point) {
        byte[] der = java.util.HexFormat.of().parseHex("302a300506032b6570032100" + point);
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(der)
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** What it is worth; unsigned, where the package is refused as a whole. */
    private SignatureStatus verdict(Zip zip, String name) throws IOException {
        Path file = Files.write(folder.resolve(name + ".zip"), zip.bytes());
        try (VerifiedPackage verified = PackageReader.open(file, PackageLimits.standard())) {
            return verified.signature(List.of(OURS));
        } catch (PackageException refused) {
            return new SignatureStatus.Unsigned();
        }
    }
}
