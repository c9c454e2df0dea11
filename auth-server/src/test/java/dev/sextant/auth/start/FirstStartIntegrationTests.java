package dev.sextant.auth.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import dev.sextant.auth.identity.Identities;
import dev.sextant.auth.identity.ServiceAccount;
import dev.sextant.auth.key.SigningKeys;
import dev.sextant.auth.user.PasswordHasher;
import dev.sextant.auth.user.User;
import dev.sextant.auth.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A first start that ends between any two of its steps is finished by the next one. */
class FirstStartIntegrationTests {
    private static final int STEPS = 3 + 2 * ServiceAccount.values().length + 3;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "after {0} steps")
    @MethodSource("steps")
    void nextStartFinishes(int done) throws Exception {
        Path home = folder.resolve("home");
        assertThatThrownBy(() -> start(home, EndedStart.after(done))).hasStackTraceContaining(EndedStart.MESSAGE);
        finishes(home);
    }

    static IntStream steps() {
        return IntStream.range(0, STEPS);
    }

    @Test
    void nextStartFinishesAfterTheProcessWasKilled() throws Exception {
        Path home = folder.resolve("home");
        Process killed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledStart.class.getName(),
                        home.toString(),
                        String.valueOf(STEPS - 2))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        assertThat(killed.waitFor()).as(Files.readString(folder.resolve("log"))).isEqualTo(KilledStart.STATUS);
        finishes(home);
        try (ConfigurableApplicationContext again = start(home)) {
            assertComplete(home, again);
        }
    }

    @Test
    void hasAsManyStepsAsAreTested() throws Exception {
        try (ConfigurableApplicationContext server = start(folder.resolve("home"))) {
            assertThat(server.getBean(FirstStart.class).steps()).hasSize(STEPS);
        }
    }

    @Test
    void sharesNothingWithAnotherInstallation() throws Exception {
        Set<String> seen = new HashSet<>();
        for (String name : List.of("one", "two")) {
            Path home = folder.resolve(name);
            start(home).close();
            try (Stream<Path> files = Files.walk(home.resolve("secrets"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(seen.add(Files.readString(file)))
                            .as(file.toString())
                            .isTrue();
                }
            }
        }
        assertThat(seen).hasSize(10);
    }

    private void finishes(Path home) throws Exception {
        Path secrets = Files.createDirectories(home.resolve("secrets/identities"));
        Files.writeString(secrets.resolve("launcher.jwk.unfinished"), "{");
        try (ConfigurableApplicationContext server = start(home)) {
            assertComplete(home, server);
        }
    }

    private static void assertComplete(Path home, ConfigurableApplicationContext server) throws Exception {
        Path secrets = home.resolve("secrets");
        User admin = server.getBean(Users.class).findByName(User.FIRST).orElseThrow();
        String password =
                Files.readString(secrets.resolve("initial-admin-password")).strip();
        assertThat(server.getBean(PasswordHasher.class).matches(password, admin.passwordHash()))
                .isTrue();
        for (ServiceAccount account : ServiceAccount.values()) {
            ECKey key = ECKey.parse(Files.readString(secrets.resolve(account.keyFile())));
            assertThat(server.getBean(Identities.class).keyIds(account.subject()))
                    .containsExactly(key.getKeyID());
        }
        assertThat(server.getBean(SigningKeys.class).active().isPrivate()).isTrue();
        assertThat(unfinished(secrets)).isEmpty();
    }

    private static List<Path> unfinished(Path secrets) throws IOException {
        try (Stream<Path> files = Files.walk(secrets)) {
            return files.filter(file -> file.toString().endsWith(".unfinished")).toList();
        }
    }

    private static ConfigurableApplicationContext start(Path home, EndedStart... ended) {
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(StartedParts.class).web(WebApplicationType.NONE);
        Stream.of(ended).forEach(application::initializers);
        return application.run("--sextant.home=" + home);
    }
}
