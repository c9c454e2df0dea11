package dev.sextant.web.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PermissionsTests {
    @Test
    void allowsExactlyWhatIsGranted() {
        Permissions permissions = Permissions.of("runs:operate", "workflows:*", "*:read");
        assertThat(permissions.allow("runs:operate")).isTrue();
        assertThat(permissions.allow("workflows:manage")).isTrue();
        assertThat(permissions.allow("inventory:read")).isTrue();
        assertThat(permissions.allow("runs:manage")).isFalse();
        assertThat(permissions.allow("runs:operate2")).isFalse();
        assertThat(Permissions.of("*").allow("users:manage")).isTrue();
        assertThat(Permissions.of().allow("users:manage")).isFalse();
    }

    @Test
    void neverTakesWildcardAsRequirement() {
        assertThat(Permissions.of("*").allow("*")).isFalse();
        assertThat(Permissions.of("*").allow("runs:*")).isFalse();
        assertThat(Permissions.of("*").allow("")).isFalse();
        assertThat(Permissions.of("*").allow("runs")).isFalse();
    }

    @Test
    void narrowsToOnePlugin() {
        assertThat(Permissions.of("*").narrowedTo("inventory")).isEqualTo(Permissions.of("inventory:*"));
        assertThat(Permissions.of("*:read", "runs:*").narrowedTo("inventory"))
                .isEqualTo(Permissions.of("inventory:read"));
        assertThat(Permissions.of("inventory:manage", "job-execution:use").narrowedTo("inventory"))
                .isEqualTo(Permissions.of("inventory:manage"));
        assertThat(Permissions.of("runs:operate").narrowedTo("inventory").toList())
                .isEmpty();
    }

    @Test
    void refusesMalformedGrant() {
        assertThatIllegalArgumentException().isThrownBy(() -> Permissions.of("runs"));
        assertThatIllegalArgumentException().isThrownBy(() -> Permissions.of("Runs:read"));
        assertThatIllegalArgumentException().isThrownBy(() -> Permissions.of("runs:read:more"));
        assertThatIllegalArgumentException().isThrownBy(() -> Permissions.of(""));
    }
}
