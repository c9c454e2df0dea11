package dev.sextant.core.uimodule;

import dev.sextant.contract.archive.UiArchive;
import dev.sextant.contract.problem.ErrorType;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.installation.Installation;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackagePages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Copies of the archives with plugins' pages on the core's disk, so that not every file brings a whole package from object
 * storage. They can be lost at any time, and are made again.
 */
@Component
class UiCopies {
    /** How many are kept, and how many failures are remembered. */
    static final int MOST = 32;

    private final PackagePages packages;
    private final Path folder;
    /** What is wrong inside of a package stays wrong, and is not looked for with every request. */
    private final Map<String, ProblemException> broken = new LinkedHashMap<>();

    UiCopies(PackagePages packages, Installation installation) {
        this.packages = packages;
        this.folder = installation.dataFolder("ui-modules");
    }

    /** The copy of a package's pages, which is made when there is none; one package is brought at a time. */
    Path of(LaunchablePackage brought) {
        var copy = folder.resolve(brought.id() + ".zip");
        return Files.exists(copy) ? copy : made(brought, copy);
    }

    private synchronized Path made(LaunchablePackage brought, Path copy) {
        if (Files.exists(copy)) {
            return copy;
        }
        var known = broken.get(brought.id());
        if (known != null) {
            throw known;
        }
        try {
            make(brought, copy);
            tidy(copy);
            return copy;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (ProblemException problem) {
            remember(brought, problem);
            throw problem;
        }
    }

    private void make(LaunchablePackage brought, Path copy) throws IOException {
        var archive = Objects.requireNonNull(brought.manifest().ui()).archive();
        var draft = folder.resolve(brought.id() + ".new");
        try {
            packages.copy(brought.id(), archive, draft, UiArchive.MOST_BYTES);
            UiArchive.open(draft).close();
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void remember(LaunchablePackage brought, ProblemException problem) {
        if (problem.code().type() != ErrorType.INVALID && problem.code().type() != ErrorType.TOO_LARGE) {
            return;
        }
        if (broken.size() == MOST) {
            broken.remove(broken.keySet().iterator().next());
        }
        broken.put(brought.id(), problem);
    }

    /** Makes room for the newest, beginning with the oldest. */
    private void tidy(Path newest) throws IOException {
        try (var files = Files.list(folder)) {
            var old = files.filter(file -> !file.equals(newest))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified())
                            .reversed())
                    .skip(MOST - 1)
                    .toList();
            for (var file : old) {
                Files.deleteIfExists(file);
            }
        }
    }
}
