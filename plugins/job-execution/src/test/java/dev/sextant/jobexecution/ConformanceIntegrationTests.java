package dev.sextant.jobexecution;

import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.input.Inputs.ServiceInputs;
import dev.sextant.testkit.junit.PackageConformance;
import dev.sextant.testkit.platform.Answer;
import dev.sextant.testsupport.DockerEngine;
import dev.sextant.testsupport.ssh.OpenSshServer;
import dev.sextant.testsupport.ssh.TestUser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.util.FileSystemUtils;

/**
 * The plugin's package, as it is delivered, against the contract; the profile "packages" makes it and says where it is. Its
 * container reaches a real sshd of this machine, where the scripts run as a user of the test.
 */
@EnabledIfSystemProperty(named = PackageConformance.PROPERTY, matches = ".+")
class ConformanceIntegrationTests {
    private static final String HOST = "web-1";

    private OpenSshServer server;
    private TestUser user;

    @BeforeEach
    void start() {
        server = OpenSshServer.startAt(DockerEngine.hostAddress());
        user = TestUser.create();
    }

    @AfterEach
    void stop() throws Exception {
        Object uid = Files.getAttribute(Path.of("/home", user.name()), "unix:uid");
        server.close();
        user.close();
        FileSystemUtils.deleteRecursively(Path.of("/var/tmp/.sextant-" + uid));
    }

    @Test
    void keepsTheContract() throws Exception {
        PackageConformance.ofBuild()
                .keepsTheContract(new Inputs(Map.of("run-script", runScript()), null, List.of(credentials())));
    }

    private ServiceInputs runScript() {
        return new ServiceInputs(
                Map.of(
                        "script", "echo done",
                        "host", HOST,
                        "address", server.address(),
                        "port", server.port(),
                        "hostKey", server.hostKey()),
                Map.of("script", "sleep 60"),
                List.of(Map.of("timeout", "P400D"), Map.of("language", "COBOL"), Map.of("hostKey", "no key")));
    }

    /** What the inventory reveals. */
    private Answer credentials() {
        Map<String, String> credential =
                Map.of("host", HOST, "user", user.name(), "authentication", "KEY", "privateKey", server.clientKey());
        return Answer.ok("POST", "/inventory/v1/credentials/reveal", Map.of("items", List.of(credential)));
    }
}
