package dev.sextant.sdk.service;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2InvocationStoreIntegrationTests extends InvocationStoreContract {

    @TempDir
    private Path folder;

    @Override
    InvocationStore empty() {
        return JdbcInvocationStores.at("jdbc:h2:file:" + folder.resolve("db"), folder);
    }
}
