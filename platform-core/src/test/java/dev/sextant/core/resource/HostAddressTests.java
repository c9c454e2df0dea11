package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTests {

    @Test
    void takesEachKindsAddressApart() {
        assertThat(HostAddress.of(ResourceHost.Kind.DATABASE, "db.example.org"))
                .isEqualTo(new HostAddress("db.example.org", 3306));
        assertThat(HostAddress.of(ResourceHost.Kind.DATABASE, "[2001:db8::1]:3307")
                        .inUrl())
                .isEqualTo("[2001:db8::1]:3307");
        assertThat(HostAddress.of(ResourceHost.Kind.STORAGE, "https://s3.example.org"))
                .isEqualTo(new HostAddress("s3.example.org", 443));
        assertThat(HostAddress.of(ResourceHost.Kind.PROXY, "10.0.0.1:3128"))
                .isEqualTo(new HostAddress("10.0.0.1", 3128));
        assertThat(HostAddress.of(ResourceHost.Kind.DOCKER, "unix:///var/run/docker.sock"))
                .isEqualTo(new HostAddress("", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "db:0",
                "db:65536",
                "db:3306/x",
                "db:3306?allowLocalInfile=true",
                "db&user=root",
                "a b",
                "user@db",
                "db\n",
                "-db",
                "jdbc:mariadb://db",
                "db:3306,other:3306",
                "(host=db)",
                "../db",
                "#",
                "db:٣"
            })
    void refusesWhatIsNoAddressOfADatabase(String address) {
        assertThatThrownBy(() -> HostAddress.of(ResourceHost.Kind.DATABASE, address))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ResourceError.HOST_ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "http://s3/path",
                "http://user:secret@s3",
                "http://s3?x=y",
                "http://s3#x",
                "ftp://s3",
                "s3:80"
            })
    void refusesWhatIsNoEndpointOfAStorage(String address) {
        assertThatThrownBy(() -> HostAddress.of(ResourceHost.Kind.STORAGE, address))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::169.254.169.254]",
                "[::169.254.169.254]",
                "2852039166",
                "[fe80::1]",
                "[fd00:ec2::254]",
                "100.100.100.200",
                "0.0.0.0",
                "[::]",
                "224.0.0.1",
                "[ff02::1]"
            })
    void connectsToNoAddressThatIsNoHost(String address) {
        assertThatThrownBy(() ->
                        HostAddress.of(ResourceHost.Kind.DATABASE, address).permitted())
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ResourceError.HOST_FORBIDDEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "[::1]", "10.1.2.3", "localhost"})
    void connectsToAddressesOfMachines(String address) {
        assertThat(HostAddress.of(ResourceHost.Kind.DATABASE, address)
                        .permitted()
                        .port())
                .isEqualTo(3306);
    }

    @Test
    void keepsSecretsOutOfTexts() {
        assertThat(new HostAccess(ResourceHost.Kind.DATABASE, "db", "admin", "hidden", false).toString())
                .doesNotContain("hidden");
        assertThat(new DatabaseAccess("db", 1, "s", "u", "hidden").toString()).doesNotContain("hidden");
    }
}
