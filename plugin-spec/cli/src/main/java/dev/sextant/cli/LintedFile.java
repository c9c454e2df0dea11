package dev.sextant.cli;

import dev.sextant.contract.archive.PackageException;
import dev.sextant.contract.archive.PackageLimits;
import dev.sextant.contract.archive.PackageReader;
import dev.sextant.contract.archive.SignatureStatus;
import dev.sextant.contract.archive.VerifiedPackage;
import dev.sextant.contract.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads what is to be judged; what a file is follows from its first bytes, whatever its name. */
final class LintedFile {

    private static final List<String> MANIFESTS = List.of("plugin.yaml", "register.xml");

    private LintedFile() {}

    static LintReport read(Path file) throws IOException {
        if (isZip(file)) {
            return ofPackage(file);
        }
        try (InputStream stream = Files.newInputStream(file)) {
            return LintReport.of(new ManifestReader().read(stream));
        }
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] start = stream.readNBytes(4);
            return start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] < 9 && start[3] < 9;
        }
    }

    private static LintReport ofPackage(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            List<? extends ZipEntry> found = zip.stream()
                    .filter(entry -> MANIFESTS.contains(entry.getName()))
                    .limit(2)
                    .toList();
            if (found.size() != 1) {
                return LintReport.refused(
                        found.isEmpty()
                                ? "The package has neither plugin.yaml nor register.xml; pack the plugin again"
                                : "The package has more than one manifest; keep plugin.yaml or register.xml, once");
            }
            try (InputStream stream = zip.getInputStream(found.get(0))) {
                LintReport report = LintReport.of(new ManifestReader().read(stream));
                return report.valid() ? verified(file, report) : report;
            }
        } catch (ZipException e) {
            return LintReport.refused("The package is no zip that can be read: " + e.getMessage());
        }
    }

    /** The package is verified as the platform will. */
    private static LintReport verified(Path file, LintReport report) throws IOException {
        try (VerifiedPackage verified = PackageReader.open(file, PackageLimits.standard())) {
            return report.signed(
                    verified.signature(List.of()) instanceof SignatureStatus.UnknownKey by
                            ? "signed with the key " + by.keyId()
                            : "not signed");
        } catch (PackageException e) {
            return report.with(e.detail());
        }
    }
}
