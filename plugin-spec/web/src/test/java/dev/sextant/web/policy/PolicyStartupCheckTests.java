package dev.sextant.web.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.identity.KeySource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with an undecided handler does not start. */
class PolicyStartupCheckTests {
    @Test
    void startsWhenEveryHandlerIsDecided() {
        assertThatCode(() -> start(List.of(), Decided.class)).doesNotThrowAnyException();
    }

    @Test
    void refusesHandlerWithoutPolicy() {
        assertThatThrownBy(() -> start(List.of(), Decided.class, Undecided.class))
                .hasStackTraceContaining("Every handler needs exactly one of")
                .hasStackTraceContaining("Undecided#undecided");
    }

    @Test
    void refusesHandlerWithTwoPolicies() {
        assertThatThrownBy(() -> start(List.of(), Twice.class)).hasStackTraceContaining("carries 2 policies");
    }

    @Test
    void refusesInheritedHandlerWithoutPolicy() {
        assertThatThrownBy(() -> start(List.of(), Heir.class)).hasStackTraceContaining("Heir#undecided");
    }

    @Test
    void refusesOverridingHandlerThatAddsAnotherPolicy() {
        assertThatThrownBy(() -> start(List.of(), Opening.class)).hasStackTraceContaining("carries 2 policies");
    }

    @Test
    void refusesMalformedPermission() {
        assertThatThrownBy(() -> start(List.of(), Wildcard.class)).hasStackTraceContaining("is not an exact area:verb");
    }

    @Test
    void refusesFunctionalRoutes() {
        assertThatThrownBy(() -> start(List.of(), Functional.class)).hasStackTraceContaining("cannot carry policies");
    }

    @Test
    void refusesStaticFiles() {
        assertThatThrownBy(() -> start(List.of("--spring.web.resources.add-mappings=true"), Decided.class))
                .hasStackTraceContaining("ResourceHttpRequestHandler");
    }

    @Test
    void refusesOtherManagementEndpoints() {
        assertThatThrownBy(
                        () -> start(List.of("--management.endpoints.web.exposure.include=health,env"), Decided.class))
                .hasStackTraceContaining("only health may be exposed");
    }

    private static void start(List<String> settings, Class<?>... sources) {
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--server.port=0");
        new SpringApplicationBuilder(Base.class)
                .sources(sources)
                .run(arguments.toArray(String[]::new))
                .close();
    }

    @Configuration
    @EnableAutoConfiguration
    static class Base {
        @Bean
        KeySource keySource() {
            return TestIdentities.shared()::publicKey;
        }
    }

    @RestController
    static class Decided {
        @GetMapping("/decided")
        @RequiresPermission("things:read")
        String decided() {
            return "";
        }
    }

    @RestController
    static class Undecided {
        @GetMapping("/undecided")
        String undecided() {
            return "";
        }
    }

    @RestController
    static class Heir extends Undecided {}

    @RestController
    static class Twice {
        @GetMapping("/twice")
        @RequiresPermission("things:read")
        @OpenToAll("A test")
        String twice() {
            return "";
        }
    }

    @RestController
    static class Opening extends Decided {
        @Override
        @GetMapping("/decided")
        @OpenToAll("A test")
        String decided() {
            return "";
        }
    }

    @RestController
    static class Wildcard {
        @GetMapping("/wildcard")
        @RequiresPermission("*")
        String wildcard() {
            return "";
        }
    }

    @Configuration
    static class Functional {
        @Bean
        RouterFunction<ServerResponse> routes() {
            return RouterFunctions.route()
                    .GET("/functional", request -> ServerResponse.ok().build())
                    .build();
        }
    }
}
