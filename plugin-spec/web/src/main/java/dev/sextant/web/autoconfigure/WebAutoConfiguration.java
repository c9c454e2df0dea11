package dev.sextant.web.autoconfigure;

import dev.sextant.web.edit.IfMatchResolver;
import dev.sextant.web.limit.BodyLimitFilter;
import dev.sextant.web.limit.BodyLimits;
import dev.sextant.web.page.PageQueryResolver;
import dev.sextant.web.policy.CallerArgumentResolver;
import dev.sextant.web.policy.HandlerPolicies;
import dev.sextant.web.policy.PolicyInterceptor;
import dev.sextant.web.problem.ProblemAdvice;
import dev.sextant.web.problem.ProblemErrorController;
import dev.sextant.web.problem.ProblemWriter;
import dev.sextant.web.problem.StrictJson;
import dev.sextant.web.trace.TraceFilter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Problems, strict JSON, traces and policies for servlet applications. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Import({ProblemAdvice.class, ProblemErrorController.class})
@EnableConfigurationProperties(BodyLimits.class)
public class WebAutoConfiguration {
    /** After Spring Security's filters (at -100), so that only callers who may come in are read. */
    private static final int AFTER_SECURITY = -60;

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        FilterRegistrationBean<TraceFilter> registration = new FilterRegistrationBean<>(new TraceFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        registration.setDispatcherTypes(
                jakarta.servlet.DispatcherType.REQUEST,
                jakarta.servlet.DispatcherType.ASYNC,
                jakarta.servlet.DispatcherType.ERROR);
        return registration;
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
            HandlerPolicies handlers, BodyLimits limits, ProblemWriter problems) {
        FilterRegistrationBean<BodyLimitFilter> registration =
                new FilterRegistrationBean<>(new BodyLimitFilter(handlers, limits, problems));
        registration.setOrder(AFTER_SECURITY);
        return registration;
    }

    @Bean
    ServerHttpMessageConvertersCustomizer strictRequests(JsonMapper json) {
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(StrictJson.of(json)));
    }

    @Bean
    WebMvcConfigurer sextantWebMvc(HandlerPolicies policies) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PolicyInterceptor(policies)).order(Ordered.HIGHEST_PRECEDENCE);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgumentResolver());
                resolvers.add(new PageQueryResolver());
                resolvers.add(new IfMatchResolver());
            }
        };
    }
}
