package dev.sextant.contract.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ManifestAttackTests {

    static List<ManifestAttacks.Attack> attacks() throws IOException {
        return ManifestAttacks.of(ManifestSamples.complete());
    }

    static List<byte[]> encodings() {
        return Encodings.wrong(ManifestSamples.MINIMAL);
    }

    @Test
    void thereAreFiveHundredOfThem() throws IOException {
        assertThat(attacks()).hasSizeGreaterThan(500);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void isRefused(ManifestAttacks.Attack attack) {
        Bounds.refused(attack.bytes());
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void refusesOtherEncodings(byte[] text) {
        Bounds.refused(text);
    }

    @Test
    void answersWhereverATextBreaksOff() throws IOException {
        byte[] good = ManifestSamples.complete().getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < good.length; length += 7) {
            Bounds.read(Arrays.copyOf(good, length));
        }
    }

    @Test
    void refusesMuchOfEverything() {
        for (String part : List.of(
                "[", "{a: ", "- ", "? ", "\"\\", "a: b\n", "&a ", "!a ", "|\n", "%TAG ! tag:x\n", "\t", "---\n")) {
            Bounds.refused(part.repeat(ManifestReader.MAX_BYTES / part.length()).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void refusesCommentsOfJson() {
        Bounds.refused(
                "{\"apiVersion\": \"sextant.dev/v1\", // no\n \"name\": \"tiny\"}".getBytes(StandardCharsets.UTF_8));
        Bounds.refused("{/* no */ \"apiVersion\": \"sextant.dev/v1\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsWhatWouldSteerATerminal() {
        String text = ManifestSamples.MINIMAL.replace("name: tiny", "name: \"\\e[2Jtiny\\u202e\"");

        assertThat(Bounds.refused(text.getBytes(StandardCharsets.UTF_8)).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("\\u001B[2Jtiny\\u202E"));
    }
}
