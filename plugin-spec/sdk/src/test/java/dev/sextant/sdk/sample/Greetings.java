package dev.sextant.sdk.sample;

import dev.sextant.contract.event.Event;
import dev.sextant.contract.wire.Chunk;
import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordPlan.Change;
import dev.sextant.sdk.Invocation;
import dev.sextant.sdk.InvocationRecord;
import dev.sextant.sdk.OnEvent;
import dev.sextant.sdk.Parameter;
import dev.sextant.sdk.Plan;
import dev.sextant.sdk.PluginPlan;
import dev.sextant.sdk.PluginService;
import dev.sextant.sdk.RecordFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Services that greet: at once, once only, and slowly. */
@Component
public class Greetings {

    /** How often somebody was greeted at once. */
    public final AtomicInteger greeted = new AtomicInteger();

    /** What the slow service was called with. */
    public final List<Invocation<Slowly>> slow = new CopyOnWriteArrayList<>();

    /** The ids of the events that it heard of. */
    public final List<String> heard = new CopyOnWriteArrayList<>();

    /** Whoever is greeted slowly waits for this. */
    public volatile CountDownLatch gate = new CountDownLatch(0);

    enum Language {
        EN,
        ZH
    }

    record Greet(
            @Parameter(title = "Name", titleZh = "名字", help = "Whom to greet", from = "constant")
            String name,

            @Parameter(defaultValue = "EN") Language language,
            @Parameter(format = "password") @Nullable String secret,
            @Nullable Duration patience,
            @Nullable List<String> tags,
            @Nullable Map<String, String> extra) {}

    record Greeting(@Parameter(to = "context") String text) {}

    /** Input of the slow service. */
    public record Slowly(
            String text, @Parameter(defaultValue = "1") int times) {}

    record SlowResult(int bytes) {}

    @PluginService(name = "greet", title = "Greet", titleZh = "问候", batch = 3, idempotent = true)
    Greeting greet(Greet input) {
        greeted.incrementAndGet();
        if (input.name().equals("nobody")) {
            throw new RecordFailure(Outcome.UNREACHABLE, "NO_SUCH_PERSON", "Nobody is there");
        }
        if (input.name().equals("trouble")) {
            throw new IllegalStateException("a secret detail");
        }
        return new Greeting((input.language() == Language.ZH ? "你好 " : "Hello ") + input.name());
    }

    @PluginPlan("greet")
    Plan planGreet(Greet input) {
        if (input.name().equals("nobody")) {
            throw new RecordFailure(Outcome.UNREACHABLE, "NO_SUCH_PERSON", "Nobody is there");
        }
        if (input.name().equals("trouble")) {
            throw new IllegalStateException("a secret detail");
        }
        return Plan.change("Greets " + input.name(), new Change("greeting", null, "Hello " + input.name()));
    }

    @OnEvent({"run.changed", "node.*"})
    void heard(Event event) {
        if (event.data().containsKey("trouble")) {
            throw new IllegalStateException("a secret detail");
        }
        heard.add(event.id());
    }

    @PluginService(
            name = "greet-slowly",
            title = "Greet slowly",
            idempotent = true,
            cancel = true,
            output = SlowResult.class)
    void greetSlowly(Invocation<Slowly> invocation) {
        slow.add(invocation);
        invocation.progress(null, "Greeting");
        for (InvocationRecord<Slowly> record : invocation.records()) {
            Thread.startVirtualThread(() -> work(record));
        }
    }

    @PluginService(name = "greet-once", title = "Greet once", output = SlowResult.class)
    void greetOnce(Invocation<Slowly> invocation) {
        greetSlowly(invocation);
    }

    private void work(InvocationRecord<Slowly> record) {
        try {
            record.started();
            record.onCancel(() -> record.fail(Outcome.CANCELLED, null, "Was asked to stop"));
            byte[] whole = record.input().text().repeat(record.input().times()).getBytes(StandardCharsets.UTF_8);
            int begin = (int) record.offset();
            int half = Math.max(begin, whole.length / 2);
            record.append(Chunk.Stream.OUT, Arrays.copyOfRange(whole, begin, half));
            record.progress(50, "Half of it");
            gate.await();
            record.append(Chunk.Stream.OUT, Arrays.copyOfRange(whole, half, whole.length));
            record.succeed(new SlowResult(whole.length));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
