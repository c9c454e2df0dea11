package dev.sextant.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.manifest.InputParameter;
import dev.sextant.contract.manifest.ParameterType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterValuesTests {

    @Test
    void takesNumbersWithinTheRangeAndRefusesOthers() {
        var port = number(ParameterType.INTEGER, BigDecimal.ONE, new BigDecimal(65535));

        assertThat(ParameterValues.convert(port, "65535")).isEqualTo(65535L);
        for (var value : List.of("0", "65536", -1)) {
            assertThatThrownBy(() -> ParameterValues.convert(port, value))
                    .hasMessageContaining("'port'")
                    .hasMessageContaining("from 1 to 65535");
        }
        var pause = number(ParameterType.NUMBER, null, new BigDecimal("0.5"));
        assertThat(ParameterValues.convert(pause, "0.5")).isEqualTo(new BigDecimal("0.5"));
        assertThatThrownBy(() -> ParameterValues.convert(pause, "0.51")).hasMessageContaining("at most 0.5");
    }

    @Test
    void repeatsNoSecret() {
        var token = new InputParameter(
                "token",
                ParameterType.INTEGER,
                null,
                null,
                List.of(),
                null,
                true,
                true,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null);

        assertThatThrownBy(() -> ParameterValues.convert(token, "hush-hush"))
                .hasMessageContaining("'token'")
                .hasMessageNotContaining("hush");
    }

    private static InputParameter number(
            ParameterType type, @Nullable BigDecimal minimum, @Nullable BigDecimal maximum) {
        return new InputParameter(
                "port", type, null, null, List.of(), null, true, false, List.of(), null, minimum, maximum, null, null,
                null);
    }
}
