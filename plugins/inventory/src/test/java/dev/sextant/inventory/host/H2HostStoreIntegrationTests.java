package dev.sextant.inventory.host;

import dev.sextant.inventory.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2HostStoreIntegrationTests extends HostStoreContract {
    @TempDir
    static Path folder;

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.start(TestApplication.withSealingKey(folder));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }
}
