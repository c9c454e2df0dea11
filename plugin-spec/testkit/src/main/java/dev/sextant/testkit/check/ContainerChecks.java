package dev.sextant.testkit.check;

import dev.sextant.container.ClosedProfile;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.contract.wire.RecordOutcome;
import dev.sextant.testkit.CheckGroup;
import dev.sextant.testkit.subject.RunningContainer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the plugin lives in its container: its limits, its end, its next start, and what its log holds. */
final class ContainerChecks {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final long KILLED = 137;
    private static final double NEARLY = 0.95;

    private final Session session;
    private final Optional<RunningContainer> container;
    private final List<String> canaries;
    private Session.@Nullable Call before;
    private List<RecordOutcome> known = List.of();

    ContainerChecks(Session session, Optional<RunningContainer> container, List<String> canaries) {
        this.session = session;
        this.container = container;
        this.canaries = canaries;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.of(
                CheckGroup.SECRETS,
                "secrets.answers",
                "No answer holds a secret: neither an input's value nor a key",
                "Leave secrets out of answers and problems; a secret attribute reads {\"set\": true}",
                () -> fail(session.client().leaks(), "A secret stood in the answer to ")));
        checks.add(Check.of(
                CheckGroup.SECRETS,
                "secrets.log",
                "The log holds no secret",
                "Do not log requests, inputs or tokens",
                this::log));
        checks.add(Check.of(
                CheckGroup.SECRETS,
                "secrets.environment",
                "The container's environment holds no secret",
                "Do not put secrets into ENV of the image; the platform gives them as files under SEXTANT_SECRETS",
                this::environment));
        checks.add(Check.of(
                CheckGroup.LIMITS,
                "limits.kept",
                "The container lived through all of it within its memory, %d processes and a read-only root"
                        .formatted(ClosedProfile.PIDS),
                "State more memory in plugin.yaml, or use less: bound pools, queues and the runtime's heap",
                this::limits));
        checks.add(Check.of(
                CheckGroup.LIMITS,
                "stop.in-time",
                "After SIGTERM the plugin ends by itself within %d s".formatted(GRACE.toSeconds()),
                "Run the plugin as the container's first process (exec in shell entries) and end on SIGTERM",
                this::stop));
        checks.add(Check.of(
                CheckGroup.LIMITS,
                "stop.keeps",
                "After its next start the plugin still knows the attempts that it had",
                "Keep attempts in the database or in a file under /data",
                this::knowsAfterStart));
        return checks;
    }

    private RunningContainer container() throws NotApplicable {
        return container.orElseThrow(() -> new NotApplicable("Only seen with an image, not with an address"));
    }

    private static void fail(Iterable<String> found, String words) throws Deviation {
        List<String> all = new ArrayList<>();
        found.forEach(all::add);
        if (!all.isEmpty()) {
            throw new Deviation(words + String.join(", ", all));
        }
    }

    private void log() throws Deviation, NotApplicable {
        List<String> lines = container()
                .logs()
                .lines()
                .filter(line -> canaries.stream().anyMatch(line::contains))
                .map(line -> line.substring(0, Math.min(60, line.length())) + "…")
                .limit(3)
                .toList();
        fail(lines, "A secret stands in the lines that begin ");
    }

    private void environment() throws Deviation, NotApplicable {
        List<String> names = container().environment().stream()
                .filter(variable -> canaries.stream().anyMatch(variable::contains))
                .map(variable -> variable.substring(0, variable.indexOf('=')))
                .toList();
        fail(names, "A secret stands in ");
    }

    private void limits() throws Deviation, NotApplicable {
        RunningContainer.State state = container().state();
        if (!state.running()) {
            throw new Deviation("The container ended with " + state.exitCode()
                    + (state.outOfMemory() ? ", killed for its memory" : ""));
        }
        RunningContainer.Usage usage = container().usage();
        long limit = session.manifest().containers().getFirst().memory();
        if (usage.memory() > limit * NEARLY || usage.pids() >= ClosedProfile.PIDS) {
            throw new Deviation("It uses %d of %d MiB and %d of %d processes"
                    .formatted(usage.memory() >> 20, limit >> 20, usage.pids(), ClosedProfile.PIDS));
        }
    }

    private void stop() throws Deviation, NotApplicable, IOException, InterruptedException {
        RunningContainer running = container();
        remember();
        Duration took = running.stop(GRACE);
        RunningContainer.State state = running.state();
        if (state.exitCode() == KILLED || took.compareTo(GRACE) >= 0) {
            throw new Deviation(
                    "%d s after SIGTERM it was still there and had to be killed".formatted(took.toSeconds()));
        }
    }

    /** An attempt of which the next start is asked. */
    private void remember() throws Deviation, IOException, InterruptedException {
        for (ServiceSpec service : session.manifest().services()) {
            if (service.invocations() != null) {
                Session.Call call =
                        session.call(service, List.of(session.samples().good(service)));
                known = session.perform(call);
                before = call;
                return;
            }
        }
    }

    private void knowsAfterStart() throws Deviation, NotApplicable, IOException, InterruptedException {
        RunningContainer running = container();
        session.client().moved(running.startAgain());
        new StartChecks(
                        session.client(),
                        session.manifest().containers().getFirst(),
                        container,
                        session.patience().start())
                .awaitHealth();
        Session.Call call = before;
        boolean keepsData = !session.manifest().databases().isEmpty()
                || !session.manifest().containers().getFirst().volumes().isEmpty();
        if (!keepsData) {
            throw new NotApplicable("The manifest asks for neither a database nor a volume; the plugin came up again");
        }
        if (call == null) {
            throw new NotApplicable("No service has a path under 'invocations'; the plugin came up again");
        }
        session.client()
                .get(call.service().invocations() + "/" + call.id(), session.invokeToken())
                .expect(200);
        if (known.isEmpty()) {
            throw new Deviation("There was no outcome to remember");
        }
    }
}
