package dev.sextant.contract.archive;

import static dev.sextant.contract.archive.PackageErrorCode.MANIFEST_INVALID;

import dev.sextant.contract.manifest.ContainerSpec;
import dev.sextant.contract.manifest.ManifestProblem;
import dev.sextant.contract.manifest.ManifestReader;
import dev.sextant.contract.manifest.ManifestResult;
import dev.sextant.contract.problem.ProblemError;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The manifest of a package.
 *
 * @param bytes as it was packed
 * @param result what it says
 */
record ManifestFile(byte[] bytes, ManifestResult.Valid result) {

    /** Takes a manifest from a stream; it is understood only after the stream has vouched for it at its end. */
    static ManifestFile read(PackageKind kind, InputStream stream) throws IOException {
        byte[] bytes = stream.readNBytes(ManifestReader.MAX_BYTES + 1);
        PackageReader.drain(stream);
        ManifestResult result = new ManifestReader().read(bytes);
        if (result.outline().format() != kind.format()) {
            throw new PackageException(
                    MANIFEST_INVALID, kind.manifest() + " holds the manifest of the other kind; name it as what it is");
        }
        if (result instanceof ManifestResult.Valid valid) {
            return new ManifestFile(bytes, valid);
        }
        List<ManifestProblem> problems = ((ManifestResult.Invalid) result).problems();
        throw new PackageException(
                MANIFEST_INVALID,
                kind.manifest() + " has " + problems.size() + (problems.size() == 1 ? " problem" : " problems")
                        + ", first at " + problems.get(0),
                problems.stream().map(ManifestFile::error).toList());
    }

    /** The images that it asks for, each once. */
    List<String> images() {
        return result.manifest().containers().stream()
                .map(ContainerSpec::image)
                .distinct()
                .toList();
    }

    private static ProblemError error(ManifestProblem problem) {
        String pointer = problem.path().isEmpty() ? null : problem.path();
        return new ProblemError(pointer, problem.line(), problem.column(), problem.message());
    }
}
