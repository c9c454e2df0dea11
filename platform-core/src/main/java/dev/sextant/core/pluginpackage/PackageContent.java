package dev.sextant.core.pluginpackage;

import dev.sextant.contract.archive.PackageErrorCode;
import dev.sextant.contract.archive.StoredFile;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.problem.ProblemException;
import java.util.List;

/**
 * What a verified archive holds.
 *
 * @param image the file that is its image, in the form of {@code docker save}
 * @param files all its files and where they lie
 */
record PackageContent(String image, List<StoredFile> files) {

    static PackageContent of(VerifiedPackage verified) {
        return new PackageContent(verified.index().images().getFirst().file(), verified.stored());
    }

    StoredFile file(String path) {
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        PackageErrorCode.PACKAGE_FILE_MISSING, "The package has no file '%s'".formatted(path)));
    }
}
