package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sextant.testkit.subject.ClosedProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plugin is tested in the very profile that it later lives in. */
class TestkitProfileTests {
    private static final long MEMORY = 256L << 20;
    private static final int USER = 10_001;

    @Test
    void testsPluginsInThePlatformsOwnProfile() throws Exception {
        Path secrets = Path.of("/dev/shm/secrets");
        Map<String, String> volumes = Map.of("data", "/data");
        var ours = new ContainerProfile(
                "plugin", "sha256:" + "0".repeat(64), Map.of(), Map.of(), MEMORY, 0.5, "net", null, secrets, volumes);
        var kits = new ClosedProfile("net", MEMORY, 0.5, secrets, volumes, USER);

        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(json.writeValueAsString(kits.hostConfig())))
                .isEqualTo(json.readTree(json.writeValueAsString(DockerProfile.hostConfig(ours, USER))));
        assertThat(ClosedProfile.SECRETS).isEqualTo(DockerProfile.SECRETS);
    }
}
