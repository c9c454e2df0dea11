package dev.sextant.core.plugininstance;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.PackageImages;
import java.time.Duration;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What an upgrade needs of the world outside the database. */
@Component
class UpgradeSurroundings {
    private static final int LINES = 40;
    private static final int LONGEST_LINE = 400;

    private final Engines engines;
    private final InstanceRemoval removal;
    private final PluginIdentities identities;
    private final InstanceSecrets secrets;
    private final PackageImages packages;
    private final RuntimeSettings settings;

    UpgradeSurroundings(
            Engines engines,
            InstanceRemoval removal,
            PluginIdentities identities,
            InstanceSecrets secrets,
            PackageImages packages,
            RuntimeSettings settings) {
        this.engines = engines;
        this.removal = removal;
        this.identities = identities;
        this.secrets = secrets;
        this.packages = packages;
        this.settings = settings;
    }

    Duration upgradeLimit() {
        return settings.upgradeLimit();
    }

    Duration drainLimit() {
        return settings.drainLimit();
    }

    /** The end of what the instance wrote; empty when nobody can tell. */
    String lastLines(PluginInstance instance) {
        try {
            return engines.of(instance).logs(removal.container(instance), LINES).stream()
                    .map(LogLine::text)
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
                    .map(String::stripTrailing)
                    .collect(Collectors.joining("\n"));
        } catch (ProblemException unknown) {
            return "";
        }
    }

    /** Gives the plugin the permissions again that this instance's version asks for. */
    void identifyAgain(PluginInstance instance) {
        identities.register(
                instance.plugin(),
                secrets.publicKey(instance),
                packages.find(instance.packageId()).manifest().permissions());
    }
}
