package dev.sextant.web.autoconfigure;

import dev.sextant.web.identity.TokenVerifier;
import dev.sextant.web.policy.CallerAuthentication;
import dev.sextant.web.policy.CallerAuthenticator;
import dev.sextant.web.policy.ForeignPolicy;
import dev.sextant.web.policy.HandlerPolicies;
import dev.sextant.web.policy.Policy;
import dev.sextant.web.policy.PolicyStartupCheck;
import dev.sextant.web.policy.ProblemEntryPoint;
import dev.sextant.web.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.HandlerMapping;

/** Closes a servlet application: a valid token for everything, except for handlers that say they are open. */
@AutoConfiguration(
        after = IdentityAutoConfiguration.class,
        before = {ServletWebSecurityAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class WebSecurityAutoConfiguration {
    private static final String CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

    @Bean
    HandlerPolicies handlerPolicies(ObjectProvider<HandlerMapping> mappings, ObjectProvider<ForeignPolicy> foreign) {
        return new HandlerPolicies(mappings, foreign.stream().toList());
    }

    /** The description of the interface is for those who may use it. */
    @Bean
    ForeignPolicy openApiPolicy() {
        return new ForeignPolicy("org.springdoc.webmvc.api.OpenApiWebMvcResource", new Policy.AnyCaller(false));
    }

    @Bean
    PolicyStartupCheck policyStartupCheck(
            ListableBeanFactory beans,
            HandlerPolicies policies,
            @Value("${management.endpoints.web.base-path:/actuator}") String actuatorBase) {
        return new PolicyStartupCheck(beans, policies, actuatorBase);
    }

    @Bean
    ProblemEntryPoint problemEntryPoint(ProblemWriter writer) {
        return new ProblemEntryPoint(writer);
    }

    @Bean
    SecurityFilterChain closedByDefault(
            HttpSecurity http, TokenVerifier verifier, HandlerPolicies policies, ProblemEntryPoint entryPoint)
            throws Exception {
        http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(WebSecurityAutoConfiguration::headers)
                .exceptionHandling(failures ->
                        failures.authenticationEntryPoint(entryPoint).accessDeniedHandler(entryPoint))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .anyRequest()
                        .access((caller, context) -> new AuthorizationDecision(
                                caller.get() instanceof CallerAuthentication || policies.isOpen(context.getRequest()))))
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(entryPoint)
                        .bearerTokenResolver(tokens(policies))
                        .authenticationManagerResolver(request -> new CallerAuthenticator(verifier)));
        return http.build();
    }

    /** Open handlers do not look at tokens, so that an old one does not keep anybody from signing in. */
    private static BearerTokenResolver tokens(HandlerPolicies policies) {
        BearerTokenResolver header = new DefaultBearerTokenResolver();
        return request -> policies.isOpen(request) ? null : header.resolve(request);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }
}
