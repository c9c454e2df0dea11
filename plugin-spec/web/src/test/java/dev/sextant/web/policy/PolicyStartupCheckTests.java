package dev.sextant.web.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.testsupport.TestIdentities;
import dev.sextant.web.identity.KeySource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** An application with an undecided handler does not start. */
class PolicyStartupCheckTests {
    @Test
    void applicationWithUndecidedHandlerDoesNotStart() {
        assertThatThrownBy(() -> application().sources(Undecided.class).run("--server.port=0"))
                .hasStackTraceContaining("Every handler needs exactly one of")
                .hasStackTraceContaining("Undecided#undecided");
    }

    @Test
    void applicationWithOtherManagementEndpointsDoesNotStart() {
        assertThatThrownBy(() ->
                        application().run("--server.port=0", "--management.endpoints.web.exposure.include=health,env"))
                .hasStackTraceContaining("only health may be exposed");
    }

    @Test
    void acceptsDecidedHandlers() {
        assertThatCode(() -> check(Decided.class)).doesNotThrowAnyException();
    }

    @Test
    void refusesHandlerWithoutPolicy() {
        assertThatThrownBy(() -> check(Decided.class, Undecided.class)).hasMessageContaining("Undecided#undecided");
    }

    @Test
    void refusesHandlerWithTwoPolicies() {
        assertThatThrownBy(() -> check(Twice.class)).hasMessageContaining("carries 2 policies");
    }

    @Test
    void refusesInheritedHandlerWithoutPolicy() {
        assertThatThrownBy(() -> check(Heir.class)).hasMessageContaining("Heir#undecided");
    }

    @Test
    void refusesOverridingHandlerThatAddsAnotherPolicy() {
        assertThatThrownBy(() -> check(Opening.class)).hasMessageContaining("carries 2 policies");
    }

    @Test
    void refusesMalformedPermission() {
        assertThatThrownBy(() -> check(Wildcard.class)).hasStackTraceContaining("is not an exact area:verb");
    }

    @Test
    void refusesFunctionalRoutes() {
        assertThatThrownBy(() -> check(Functional.class)).hasMessageContaining("cannot carry policies");
    }

    @Test
    void refusesStaticFiles() {
        assertThatThrownBy(() -> check(Files.class)).hasMessageContaining("ResourceHttpRequestHandler");
    }

    /** A whole application, as the services are. */
    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class);
    }

    /** The handlers and the check alone, without the rest of an application. */
    private static void check(Class<?>... handlers) {
        try (AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext()) {
            context.setServletContext(new MockServletContext());
            context.register(Handlers.class);
            context.register(handlers);
            context.refresh();
        }
    }

    @Configuration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        KeySource keySource() {
            return TestIdentities.shared()::publicKey;
        }
    }

    @Configuration
    @EnableWebMvc
    static class Handlers {
        @Bean
        HandlerPolicies policies(ObjectProvider<HandlerMapping> mappings) {
            return new HandlerPolicies(mappings, List.of());
        }

        @Bean
        PolicyStartupCheck check(ListableBeanFactory beans, HandlerPolicies policies) {
            return new PolicyStartupCheck(beans, policies, "/actuator");
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

    @Configuration
    static class Files implements WebMvcConfigurer {
        @Override
        public void addResourceHandlers(ResourceHandlerRegistry registry) {
            registry.addResourceHandler("/**").addResourceLocations("classpath:/static/");
        }
    }
}
