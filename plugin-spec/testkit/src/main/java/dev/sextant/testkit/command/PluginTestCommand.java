package dev.sextant.testkit.command;

import dev.sextant.contract.archive.PackageException;
import dev.sextant.testkit.ConformanceReport;
import dev.sextant.testkit.check.Conformance;
import dev.sextant.testkit.input.Inputs;
import dev.sextant.testkit.platform.PluginSecrets;
import dev.sextant.testkit.report.JsonReport;
import dev.sextant.testkit.report.JunitReport;
import dev.sextant.testkit.report.TextReport;
import dev.sextant.testkit.subject.ContainerTarget;
import dev.sextant.testkit.subject.PluginImage;
import dev.sextant.testkit.subject.PluginTarget;
import dev.sextant.testkit.subject.UrlTarget;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** {@code plugin test}: 0 when the plugin conforms, 1 when it does not, 2 when it could not be tested. */
public final class PluginTestCommand {
    private static final String USAGE = """
            Usage: sextant plugin test PATH|URL [--inputs FILE] [--junit FILE] [--json]
              PATH                  a package (.zip), or an image archive (.tar) with --manifest plugin.yaml
              URL                   a running plugin, with --manifest plugin.yaml; it has to be started with
                                    SEXTANT_GATEWAY_URL=http://127.0.0.1:<--gateway-port> and SEXTANT_SECRETS=<--secrets>
              --inputs FILE         values that cannot be guessed (YAML: services, entities, answers)
              --junit FILE          also write JUnit XML
              --json                the report as JSON
              --only PREFIX         only checks whose names begin so, such as service. or data.paging
              --engine URI          the Docker Engine (unix:///var/run/docker.sock)
              --gateway-port N      where the stand-in of the platform listens for a plugin at a URL (7070)
              --secrets DIR         where the secrets of a plugin at a URL are put (.sextant-testkit)""";

    private PluginTestCommand() {}

    /** Runs the command and ends the process with its status. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err, System.console() != null));
    }

    /** Runs the command; a coloured report is for terminals. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err, boolean coloured) {
        try {
            TestArguments line = TestArguments.of(arguments);
            return test(line, out, err, coloured);
        } catch (TestArguments.Misunderstood misunderstood) {
            err.println(misunderstood.getMessage());
            err.println(USAGE);
        } catch (PackageException refused) {
            err.println(refused.detail());
        } catch (IOException | RuntimeException failed) {
            err.println("The plugin could not be tested: " + reason(failed));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            err.println("Interrupted");
        }
        return 2;
    }

    private static int test(TestArguments line, PrintStream out, PrintStream err, boolean coloured)
            throws IOException, InterruptedException {
        Inputs inputs = line.inputs() == null ? Inputs.none() : Inputs.read(Objects.requireNonNull(line.inputs()));
        ConformanceReport report;
        try (PluginTarget target = target(line, err)) {
            report = Conformance.of(target)
                    .inputs(inputs)
                    .only(name -> name.startsWith(line.only()))
                    .run();
        }
        Path junit = line.junit();
        if (junit != null) {
            JunitReport.write(report, junit);
        }
        out.print(line.json() ? JsonReport.write(report) + "\n" : new TextReport(coloured).write(report));
        return report.passed() ? 0 : 1;
    }

    private static PluginTarget target(TestArguments line, PrintStream err) throws IOException {
        Path manifest = line.manifest();
        if (line.isAddress()) {
            if (manifest == null) {
                throw new IOException("a plugin at an address needs its manifest, --manifest plugin.yaml");
            }
            Path secrets = line.secrets().toAbsolutePath();
            err.printf(
                    "Start the plugin with SEXTANT_GATEWAY_URL=http://127.0.0.1:%d SEXTANT_SECRETS=%s%n",
                    line.gatewayPort(), secrets);
            return new UrlTarget(
                    URI.create(line.target()),
                    Files.readAllBytes(manifest),
                    new InetSocketAddress("127.0.0.1", line.gatewayPort()),
                    PluginSecrets.in(secrets));
        }
        Path path = Path.of(line.target());
        if (!Files.isRegularFile(path)) {
            throw new IOException("there is no file " + path);
        }
        if (line.target().toLowerCase(Locale.ROOT).endsWith(".tar")) {
            if (manifest == null) {
                throw new IOException("an image archive needs its manifest, --manifest plugin.yaml");
            }
            return new ContainerTarget(PluginImage.ofArchive(path, manifest), line.engine());
        }
        return new ContainerTarget(PluginImage.ofPackage(path), line.engine());
    }

    private static String reason(Throwable failed) {
        return Objects.requireNonNullElse(failed.getMessage(), failed.getClass().getSimpleName());
    }
}
