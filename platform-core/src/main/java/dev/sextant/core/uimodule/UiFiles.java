package dev.sextant.core.uimodule;

import dev.sextant.contract.archive.UiArchive;
import dev.sextant.contract.problem.ProblemException;
import dev.sextant.core.pluginpackage.LaunchablePackage;
import dev.sextant.core.pluginpackage.PackagePages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The files of registered plugins' pages; a name is looked up in the archive's directory and never becomes a path. */
@Component
class UiFiles {
    private final PackagePages packages;
    private final UiCopies copies;

    UiFiles(PackagePages packages, UiCopies copies) {
        this.packages = packages;
        this.copies = copies;
    }

    /** The registered package of this plugin, when it brings pages. */
    LaunchablePackage brought(String plugin, String packageId) {
        return packages.registered(packageId)
                .filter(found -> found.manifest().name().equals(plugin))
                .filter(found -> found.manifest().ui() != null)
                .orElseThrow(() -> missing(
                        "The plugin %s has no pages here; it may have been taken out of use".formatted(plugin)));
    }

    UiFile open(LaunchablePackage brought, String name) {
        var copy = copies.of(brought);
        try {
            return open(UiArchive.open(copy), name)
                    .orElseThrow(() -> missing("The pages of %s have no such file"
                            .formatted(brought.manifest().name())));
        } catch (IOException failed) {
            throw unreadable(brought, copy, failed);
        }
    }

    private static Optional<UiFile> open(UiArchive archive, String name) throws IOException {
        @Nullable Long size = archive.sizes().get(name);
        if (size == null) {
            archive.close();
            return Optional.empty();
        }
        return Optional.of(UiFile.of(archive, name, size));
    }

    private static ProblemException missing(String detail) {
        return new ProblemException(UiModuleError.UI_FILE_NOT_FOUND, detail);
    }

    private static ProblemException unreadable(LaunchablePackage brought, Path copy, IOException failed) {
        return new ProblemException(
                UiModuleError.UI_FILES_UNREADABLE,
                "The copy %s of the pages of %s could not be read; try again"
                        .formatted(copy.getFileName(), brought.manifest().name()),
                failed);
    }
}
