package dev.sextant.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sextant.contract.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {
    @Test
    void comesBackAsItWent() {
        Instant at = Instant.parse("2026-01-01T00:00:00.123456Z");
        Cursor cursor = Cursor.decode(Cursor.of(at, "név\nx", 42).encode());
        assertThat(cursor.instant(0)).isEqualTo(at);
        assertThat(cursor.text(1)).isEqualTo("név\nx");
        assertThat(cursor.number(2)).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAAAAAAAAAA", "%00", "../../etc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "="})
    void refusesWhatItDidNotGiveOut(String text) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.decode(text));
    }

    @Test
    void refusesEveryDamage() {
        String text = Cursor.of("a", "b").encode();
        for (int index = 0; index < text.length() - 1; index++) {
            String damaged =
                    text.substring(0, index) + (text.charAt(index) == 'A' ? 'B' : 'A') + text.substring(index + 1);
            assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> Cursor.decode(damaged));
        }
    }

    @Test
    void refusesOtherParts() {
        Cursor cursor = Cursor.of("a");
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> cursor.number(0));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> cursor.instant(0));
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> cursor.text(1));
    }

    @Test
    void pageSaysWhetherSomethingFollows() {
        PageQuery query = new PageQuery(2, null);
        assertThat(Page.of(List.of("a", "b"), query, Cursor::of).next()).isNull();
        Page<String> page = Page.of(List.of("a", "b", "c"), query, Cursor::of);
        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEqualTo(Cursor.of("b").encode());
    }
}
