package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.sextant.contract.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerProfileTests {
    private static final String IMAGE = "sha256:" + "0f".repeat(32);
    private static final long MIB = 1024L * 1024;

    @Test
    void takesWhatAPluginMayHave() {
        assertThatNoException()
                .isThrownBy(
                        () -> ContainerProfile.check(IMAGE, 64 * MIB, 0.5, List.of("/data", "/var/lib/plugin"), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "//",
                "data",
                "./data",
                "~",
                "/data/",
                "/data/..",
                "/data/../etc",
                "/./etc",
                "//etc",
                "/proc",
                "/proc/1/root",
                "/sys/fs/cgroup",
                "/dev/shm",
                "/etc",
                "/etc/passwd",
                "/run/secrets/sextant",
                "/run/docker.sock",
                "/var/run/docker.sock",
                "/bin",
                "/usr/bin",
                "/lib64",
                "/tmp",
                "/boot",
                "/data,readonly=false",
                "/data:/etc",
                "/data\n/etc",
                "/data\u0000",
                "/data etc",
                "/a/b/c/d/e/f/g/h/i"
            })
    void refusesAVolumeInAPlaceThatIsNotThePlugins(String mountPoint) {
        refused(() -> ContainerProfile.check(IMAGE, 64 * MIB, 0.5, List.of("/data", mountPoint), false));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 16 * MIB - 1, 16 * 1024 * MIB + 1, Long.MAX_VALUE})
    void refusesMemoryBeyondTheLimits(long memory) {
        refused(() -> ContainerProfile.check(IMAGE, memory, 0.5, List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 16.01, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesProcessorsBeyondTheLimits(double cpus) {
        refused(() -> ContainerProfile.check(IMAGE, 64 * MIB, cpus, List.of(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "latest",
                "alpine:3",
                "sha256:",
                "sha256:ABCDEF",
                "--privileged",
                "registry.example/x@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
            })
    void refusesAnImageThatIsNotNamedByItsDigest(String image) {
        refused(() -> ContainerProfile.check(image, 64 * MIB, 0.5, List.of(), false));
    }

    private static void refused(Runnable check) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(check::run)
                .satisfies(problem -> org.assertj.core.api.Assertions.assertThat(problem.code())
                        .isEqualTo(InstanceError.PROFILE_REFUSED));
    }
}
