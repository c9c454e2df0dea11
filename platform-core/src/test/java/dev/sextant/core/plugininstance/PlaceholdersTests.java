package dev.sextant.core.plugininstance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTests {

    @Test
    void findsEachNameOnceInItsOrder() {
        assertThat(Placeholders.names(List.of("jdbc:{{ DB_HOST }}:{{DB_PORT}}/x", "{{DB_HOST}}{{a.b-c}}")))
                .containsExactly("DB_HOST", "DB_PORT", "a.b-c");
    }

    @Test
    void takesNothingElseForAGap() {
        assertThat(Placeholders.names(List.of("{X}", "{{}}", "{{a b}}", "{{../x}}", "{%s}", "${X}", "{{-x}}")))
                .isEmpty();
    }

    @Test
    void fillsEveryGapAndNeverWhatWasPutIntoOne() {
        assertThat(Placeholders.fill("{{A}}-{{B}}-{{C}}", Map.of("A", "{{B}}", "B", "$1\\,x")))
                .isEqualTo("{{B}}-$1\\,x-{{C}}");
    }
}
