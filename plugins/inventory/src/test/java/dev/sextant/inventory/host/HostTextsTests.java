package dev.sextant.inventory.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.inventory.Keys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTextsTests {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "2001:db8::1", "::1", "host", "host-1.example.org", "1a.example", "a.b.c.d.e"})
    void acceptsAddresses(String address) {
        assertThat(HostAddress.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0",
                "10.0.0.256",
                "010.0.0.1.5",
                "0.0.0.0",
                "::",
                "224.0.0.1",
                "ff02::1",
                "[::1]",
                "fe80::1%eth0",
                "-host",
                "host-",
                "ho_st",
                "host..example",
                "host.",
                ".host",
                "host:22",
                "user@host",
                "host name",
                "host;ls",
                "$(host)",
                "-oProxyCommand=x",
                "http://host",
                "2130706433",
                "0x7f000001",
                "1.2.3.x1.0x7",
                "::ffff:10.0.0.1%1",
                "h\u00f6st"
            })
    void refusesEverythingElseAsAnAddress(String address) {
        assertThat(HostAddress.isValid(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HOST.Example,host.example",
        "2001:DB8:0:0::1,2001:db8:0:0:0:0:0:1",
        "::ffff:10.0.0.1,10.0.0.1",
        "10.0.0.1,10.0.0.1"
    })
    void writesEachAddressInOneWay(String written, String canonical) {
        assertThat(HostAddress.canonical(written)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ecdsa"})
    void acceptsHostKeysWithAndWithoutComment(String kind) {
        String key = Keys.read(kind + ".openssh.pub");

        assertThat(HostKeyText.objection(key)).isEmpty();
        assertThat(HostKeyText.objection(HostKeyText.canonical(key))).isEmpty();
        assertThat(HostKeyText.canonical(key)).doesNotContain("test");
    }

    @Test
    void refusesWhatIsNoHostKey() {
        String[] good = Keys.read("ed25519.openssh.pub").split(" ");
        assertThat(HostKeyText.objection("")).isPresent();
        assertThat(HostKeyText.objection(good[0])).isPresent();
        assertThat(HostKeyText.objection(good[1])).isPresent();
        assertThat(HostKeyText.objection("host " + good[0] + " " + good[1])).isPresent();
        assertThat(HostKeyText.objection("ssh-rsa " + good[1])).isPresent();
        assertThat(HostKeyText.objection("ssh-dss " + good[1])).isPresent();
        assertThat(HostKeyText.objection(good[0] + " " + good[1].substring(0, 40)))
                .isPresent();
        assertThat(HostKeyText.objection(good[0] + " " + good[1] + "AAAA")).isPresent();
        assertThat(HostKeyText.objection(good[0] + " ***")).isPresent();
        assertThat(HostKeyText.objection(good[0] + " " + good[1] + "\n" + good[0] + " " + good[1]))
                .isPresent();
        assertThat(HostKeyText.objection("SHA256:" + good[1])).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ed25519.openssh",
                "rsa.openssh",
                "ecdsa.openssh",
                "rsa.pkcs1",
                "ec.sec1",
                "ec.pkcs8",
                "ed25519.pkcs8"
            })
    void acceptsPrivateKeys(String name) {
        String key = Keys.read(name);

        assertThat(PrivateKeyText.objection(key)).isEmpty();
        assertThat(PrivateKeyText.objection(key.replace("\n", "\r\n"))).isEmpty();
        assertThat(PrivateKeyText.objection("\n" + key.strip())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519-encrypted.openssh", "rsa-encrypted.pkcs8", "rsa-encrypted.pkcs1"})
    void refusesEncryptedPrivateKeysAndSaysSo(String name) {
        assertThat(PrivateKeyText.objection(Keys.read(name)))
                .hasValueSatisfying(objection -> assertThat(objection).contains("encrypted with a passphrase"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519.openssh", "rsa.openssh", "rsa.pkcs1", "ec.sec1", "ed25519.pkcs8"})
    void refusesDamagedPrivateKeysWithoutQuotingThem(String name) {
        String key = Keys.read(name);
        String[] lines = key.strip().split("\n");
        String cut = lines[0] + "\n" + lines[1].substring(0, lines[1].length() / 2) + "\n" + lines[lines.length - 1];

        assertThat(PrivateKeyText.objection(cut))
                .hasValueSatisfying(objection ->
                        assertThat(objection).contains("damaged").doesNotContain(lines[1].substring(0, 10)));
    }

    @Test
    void refusesWhatIsNoPrivateKey() {
        assertThat(PrivateKeyText.objection("")).isPresent();
        assertThat(PrivateKeyText.objection("secret")).isPresent();
        assertThat(PrivateKeyText.objection(Keys.read("ed25519.openssh.pub"))).isPresent();
        assertThat(PrivateKeyText.objection(Keys.read("dsa.pkcs8"))).isPresent();
        assertThat(PrivateKeyText.objection("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"))
                .isPresent();
        assertThat(PrivateKeyText.objection("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----"))
                .isPresent();
        assertThat(PrivateKeyText.objection("A".repeat(1_000_000))).isPresent();
    }
}
