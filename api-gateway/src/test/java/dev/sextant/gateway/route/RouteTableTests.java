package dev.sextant.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RouteTableTests {
    private final PluginInstance one = new PluginInstance("p", "1", URI.create("http://10.0.0.1:80"));
    private final PluginInstance two = new PluginInstance("p", "2", URI.create("http://10.0.0.2:80"));
    private final RouteTable table = new RouteTable();

    @Test
    void takesTheInstancesInTurn() {
        table.replace(List.of(one, two));

        assertThat(IntStream.range(0, 4)
                        .mapToObj(i -> table.choose("p", Set.of()).orElseThrow()))
                .containsExactly(one, two, one, two);
    }

    @Test
    void leavesOutWhatIsDownOrTried() {
        table.replace(List.of(one, two));
        assertThat(table.putOut(one)).isTrue();
        assertThat(table.putOut(one)).isFalse();

        assertThat(table.choose("p", Set.of())).contains(two);
        assertThat(table.choose("p", Set.of(two))).isEmpty();

        table.putBack(one);
        assertThat(table.choose("p", Set.of(two))).contains(one);
    }

    @Test
    void forgetsThatAnInstanceWasDownWhenTheCoreHasTakenItAway() {
        table.replace(List.of(one));
        table.putOut(one);

        table.replace(List.of());
        assertThat(table.isOut(one)).isFalse();
        assertThat(table.putOut(one)).isFalse();

        table.replace(List.of(one));
        assertThat(table.choose("p", Set.of())).contains(one);
    }

    @Test
    void knowsOnlyWhatTheCoreHasNamed() {
        table.replace(List.of(one));

        assertThat(table.knows("p")).isTrue();
        assertThat(table.knows("q")).isFalse();
        assertThat(table.choose("q", Set.of())).isEmpty();
    }
}
