package dev.sextant.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sextant.contract.wire.ReportRefusal;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InvocationErrorTests {
    @Test
    void usesTheCodesThatPluginsAreToldToCompare() {
        assertThat(Arrays.stream(InvocationError.values()).map(Enum::name))
                .containsAll(
                        Arrays.stream(ReportRefusal.values()).map(Enum::name).toList());
    }
}
