package dev.sextant.inventory.host;

import dev.sextant.inventory.TestApplication;
import dev.sextant.testsupport.MariaDbServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class MariaDbHostStoreIntegrationTests extends HostStoreContract {
    @TempDir
    static Path folder;

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.start(
                TestApplication.withSealingKey(folder),
                "SEXTANT_DATABASE_URL=" + MariaDbServer.shared().createDatabase(),
                "SEXTANT_DATABASE_USER=root");
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
