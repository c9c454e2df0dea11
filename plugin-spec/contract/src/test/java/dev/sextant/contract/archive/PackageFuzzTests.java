package dev.sextant.contract.archive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the bytes, a package and an image archive are read or refused for a stated reason. */
class PackageFuzzTests {

    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "60s")
    void readsOrRefuses(byte[] bytes) throws IOException {
        try {
            ImageTar.read(new ByteArrayInputStream(bytes));
        } catch (PackageException refused) {
            // What is refused is refused with a reason.
        }
        try {
            PackageReader.open(Files.write(folder.resolve("a.zip"), bytes), PackageAttacks.LIMITS)
                    .close();
        } catch (PackageException refused) {
            // As above.
        }
    }
}
