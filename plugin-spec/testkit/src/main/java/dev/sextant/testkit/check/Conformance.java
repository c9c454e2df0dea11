package dev.sextant.testkit.check;

import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.contract.manifest.ServiceSpec;
import dev.sextant.testkit.CheckResult;
import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.input.Samples;
import dev.sextant.testkit.platform.StandInPlatform;
import dev.sextant.testkit.subject.PluginTarget;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Runs all checks on a plugin. */
public final class Conformance {
    private final PluginTarget target;
    private final Inputs inputs;
    private final Consumer<CheckResult> progress;
    private final Predicate<String> wanted;
    private final Patience patience;

    private Conformance(
            PluginTarget target,
            Inputs inputs,
            Consumer<CheckResult> progress,
            Predicate<String> wanted,
            Patience patience) {
        this.target = target;
        this.inputs = inputs;
        this.progress = progress;
        this.wanted = wanted;
        this.patience = patience;
    }

    /** The checks of a plugin; whoever made the target closes it. */
    public static Conformance of(PluginTarget target) {
        return new Conformance(target, Inputs.none(), result -> {}, name -> true, Patience.ofPlatform());
    }

    /** With values that cannot be guessed. */
    public Conformance inputs(Inputs told) {
        return new Conformance(target, told, progress, wanted, patience);
    }

    /** Tells each result as soon as it is there. */
    public Conformance progress(Consumer<CheckResult> listener) {
        return new Conformance(target, inputs, listener, wanted, patience);
    }

    /** Only the checks whose names are wanted; the start is always made. */
    public Conformance only(Predicate<String> names) {
        return new Conformance(target, inputs, progress, names, patience);
    }

    /** With other limits than the platform's. */
    public Conformance patience(Patience other) {
        return new Conformance(target, inputs, progress, wanted, other);
    }

    /** Runs them. */
    public ConformanceReport run() throws InterruptedException {
        Instant from = Instant.now();
        List<CheckResult> results = new ArrayList<>();
        ManifestChecks manifestChecks = new ManifestChecks(target.manifest());
        PluginManifest manifest = manifestChecks.manifest();
        // Nothing else can be said without these, so they are always made.
        for (Check check : manifestChecks.all()) {
            run(check, results);
        }
        if (manifest != null) {
            try (StandInPlatform platform = StandInPlatform.at(target.platformAddress(), target.secrets())) {
                run(manifest, platform, results);
            }
        }
        return new ConformanceReport(
                target.name(),
                manifest == null ? "" : manifest.name(),
                manifest == null ? "" : manifest.version().toString(),
                results,
                Duration.between(from, Instant.now()));
    }

    private void run(PluginManifest manifest, StandInPlatform platform, List<CheckResult> results)
            throws InterruptedException {
        inputs.answersOrNone().forEach(platform::answer);
        Samples samples = new Samples(inputs);
        List<String> canaries = new ArrayList<>(target.secrets().canaries());
        canaries.add(samples.canary());
        URI address = target.launch(manifest, platform.gateway());
        PluginClient client = new PluginClient(address, canaries);
        Check start = new StartChecks(client, manifest.containers().getFirst(), target.container(), patience.start())
                .all()
                .getFirst();
        if (run(start, results).breaks()) {
            return;
        }
        Session session = new Session(manifest, platform, client, samples, patience);
        run(new AccessChecks(session).all(), results);
        for (ServiceSpec service : manifest.services()) {
            run(new ServiceChecks(session, service).all(), results);
            run(new RefusalChecks(session, service).all(), results);
            run(new AsyncChecks(session, service).all(), results);
            run(new PlanChecks(session, service).all(), results);
        }
        for (EntitySpec entity : manifest.entities()) {
            run(new DataChecks(session, entity).all(), results);
        }
        run(new PlatformChecks(session).all(), results);
        run(new ContainerChecks(session, target.container(), canaries).all(), results);
    }

    private void run(List<Check> checks, List<CheckResult> results) throws InterruptedException {
        for (Check check : checks) {
            if (wanted.test(check.name())) {
                run(check, results);
            }
        }
    }

    private CheckResult run(Check check, List<CheckResult> results) throws InterruptedException {
        CheckResult result = check.run();
        results.add(result);
        progress.accept(result);
        return result;
    }
}
