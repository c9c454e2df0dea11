package dev.sextant.sdk.service;

import dev.sextant.testsupport.MariaDbServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class MariaDbInvocationStoreIntegrationTests extends InvocationStoreContract {

    @TempDir
    private Path folder;

    @Override
    InvocationStore empty() {
        return JdbcInvocationStores.at(MariaDbServer.shared().createDatabase(), folder);
    }
}
