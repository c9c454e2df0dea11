package dev.sextant.sdk.sample;

import dev.sextant.sdk.GatewayClient;
import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.identity.KeySource;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The plugin, with keys and a core of the test's own. */
@SpringBootApplication
public class SampleApplication {

    @Bean
    KeySource keys() {
        return TestIdentities.shared()::publicKey;
    }

    @Bean
    GatewayClient gateway(@Value("${test.core}") URI core) {
        return GatewayClient.of(core, () -> "plugin-token");
    }
}
