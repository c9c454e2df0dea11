package dev.sextant.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTests {

    @Test
    void sortsByTheOrderInWhichIdsAreMade() {
        List<String> ids = Stream.generate(Ids::next).limit(20_000).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void isAUuidOfVersionSeven() {
        UUID id = Ids.nextUuid();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
    }
}
