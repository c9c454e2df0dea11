package @package@;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.sdk.Parameter;
import dev.sextant.sdk.PluginService;
import dev.sextant.sdk.RecordFailure;
import org.springframework.stereotype.Component;

/** The service {@code hello}. */
@Component
class Hello {

    record Greet(
            @Parameter(title = "Name", from = "record: inventory:host.name") String name,
            @Parameter(title = "Greeting", from = "constant", defaultValue = "Hello") String greeting) {}

    record Greeting(@Parameter(title = "What was said") String text) {}

    /** Called with one record at a time; what it returns are the record's outputs. */
    @PluginService(name = "hello", title = "Say hello", target = "inventory:host", idempotent = true)
    Greeting hello(Greet input) {
        if (input.greeting().isBlank()) {
            throw new RecordFailure(
                    Outcome.FAILED, "NO_GREETING", "There is nothing to say: the greeting is blank");
        }
        return new Greeting(input.greeting() + ", " + input.name());
    }
}
