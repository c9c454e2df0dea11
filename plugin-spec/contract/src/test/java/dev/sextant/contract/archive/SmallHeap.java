package dev.sextant.contract.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the packages of a folder in a process of its own, whose heap the test chooses, and says how many it refused. */
final class SmallHeap {

    private SmallHeap() {}

    public static void main(String[] arguments) throws IOException {
        int refused = 0;
        List<Path> all;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            all = files.toList();
        }
        for (Path file : all) {
            try (VerifiedPackage verified = PackageReader.open(file, PackageAttacks.LIMITS)) {
                System.out.println(file + " was accepted: " + verified.index());
            } catch (PackageException e) {
                refused++;
            }
        }
        System.out.println("refused " + refused + " of " + all.size());
    }
}
