package dev.sextant.cli;

import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.VerifiedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens packages of the developer's own machine, also such as are larger than a platform takes by default. */
final class LocalPackage {

    private LocalPackage() {}

    static VerifiedPackage open(Path file) throws IOException {
        long most = Math.max(Files.size(file), PackageLimits.standard().archiveBytes());
        return PackageReader.open(file, PackageLimits.upTo(most));
    }
}
