package @package@;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.sdk.RecordFailure;
import org.junit.jupiter.api.Test;

class HelloTests {

    private final Hello hello = new Hello();

    @Test
    void greetsAHost() {
        assertThat(hello.hello(new Hello.Greet("web-1", "Good morning")).text()).isEqualTo("Good morning, web-1");
    }

    @Test
    void refusesABlankGreeting() {
        assertThatThrownBy(() -> hello.hello(new Hello.Greet("web-1", " "))).isInstanceOf(RecordFailure.class);
    }
}
