package dev.sextant.jobexecution;

import dev.sextant.sdk.GatewayClient;
import dev.sextant.web.identity.KeySource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The whole plugin in a process of its own, so that it can be killed; writes its port to a file when it is ready. */
final class PluginProcess {
    private PluginProcess() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        var context = new SpringApplicationBuilder(JobExecutionApplication.class, Outside.class)
                .run(
                        "--server.port=0",
                        "--test.gateway=" + arguments[1],
                        "--test.public-key=" + arguments[2],
                        "--sextant.jobs.ssh.allow-loopback=true",
                        "--sextant.jobs.runner.spool=" + folder,
                        "--sextant.plugin.sealing-key-file=" + folder.resolve("sealing.key"),
                        "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("db") + ";WRITE_DELAY=0");
        String port = Objects.requireNonNull(context.getEnvironment().getProperty("local.server.port"));
        Path written = Files.writeString(folder.resolve("port.new"), port, StandardCharsets.US_ASCII);
        Files.move(written, folder.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the platform gives a plugin: a way to the gateway and the keys that sign tokens. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Outside {
        @Bean
        GatewayClient testGateway(@Value("${test.gateway}") URI gateway) {
            return GatewayClient.of(gateway, () -> "plugin-token");
        }

        @Bean
        KeySource testKeys(@Value("${test.public-key}") String key) throws Exception {
            ECPublicKey parsed = (ECPublicKey) KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
            return id -> Optional.of(parsed);
        }
    }
}
