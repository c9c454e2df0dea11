package dev.sextant.web.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealingTests {
    private final Sealing sealing = sealing(1);

    @TempDir
    Path folder;

    @Test
    void opensWhatItHasSealed() {
        for (String text : new String[] {"", "x", "密码 with spaces", "k".repeat(32_000)}) {
            assertThat(sealing.open(sealing.seal(text, "row"), "row")).isEqualTo(text);
        }
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(sealing.seal("text", "row")).isNotEqualTo(sealing.seal("text", "row"));
    }

    @Test
    void opensOnlyForTheRowThatItWasSealedFor() {
        String sealed = sealing.seal("text", "row 1");

        assertThatThrownBy(() -> sealing.open(sealed, "row 2")).isInstanceOf(UnsealableException.class);
    }

    @Test
    void opensOnlyUnderItsOwnMasterKey() {
        String sealed = sealing.seal("text", "row");

        assertThatThrownBy(() -> sealing(2).open(sealed, "row")).isInstanceOf(UnsealableException.class);
    }

    @Test
    void refusesEveryChangedByte() {
        byte[] sealed = Base64.getDecoder().decode(sealing.seal("text", "row").substring(3));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            String text = "v1." + Base64.getEncoder().encodeToString(changed);
            assertThatThrownBy(() -> sealing.open(text, "row")).isInstanceOf(UnsealableException.class);
        }
    }

    @Test
    void refusesWhatIsNotSealed() {
        for (String text : new String[] {"", "text", "v1.", "v1.AAAA", "v1.***", "v2.AAAA"}) {
            assertThatThrownBy(() -> sealing.open(text, "row")).isInstanceOf(UnsealableException.class);
        }
    }

    @Test
    void refusesToStartWithoutAProperKeyAndNeverQuotesIt() throws IOException {
        Path file = folder.resolve("sealing.key");
        assertThatThrownBy(() -> new SealingKeyFile(file).read()).hasMessageContaining("is missing");

        Files.writeString(file, "not+base64!");
        assertThatThrownBy(() -> new SealingKeyFile(file).read())
                .hasMessageContaining("is not base64")
                .hasMessageNotContaining("not+base64!");

        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[16]));
        assertThatThrownBy(() -> new SealingKeyFile(file).read()).hasMessageContaining("16 bytes instead of 32");
    }

    @Test
    void makesItsKeyOnceAndForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("keys").resolve("master.key");

        var made = new SealingKeyFile(file).readOrMake();

        assertThat(new SealingKeyFile(file).readOrMake()).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("r--------"));
        assertThat(file.getParent()).isDirectoryContaining(found -> found.equals(file));
    }

    private static Sealing sealing(int seed) {
        byte[] key = new byte[32];
        key[0] = (byte) seed;
        return new Sealing(new SecretKeySpec(key, "AES"));
    }
}
