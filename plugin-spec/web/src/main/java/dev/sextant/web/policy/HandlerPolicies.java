package dev.sextant.web.policy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/** Finds the policy of the handler that a request will reach: by the handler itself, never by the look of the path. */
public final class HandlerPolicies {
    private static final String CHOSEN = HandlerPolicies.class.getName() + ".chosen";

    /** What the dispatcher will choose for a request; no handler where it will refuse the request. */
    private record Chosen(@Nullable Object handler, Optional<Policy> policy) {}

    private final ObjectProvider<HandlerMapping> mappings;
    private final List<ForeignPolicy> foreign;

    public HandlerPolicies(ObjectProvider<HandlerMapping> mappings, List<ForeignPolicy> foreign) {
        this.mappings = mappings;
        this.foreign = List.copyOf(foreign);
    }

    /** Whether the request will reach a handler that is open to all. */
    public boolean isOpen(HttpServletRequest request) {
        return chosen(request)
                .policy()
                .filter(Policy.Everybody.class::isInstance)
                .isPresent();
    }

    /** The annotation of the handler method that the request will reach, or null. */
    public <A extends Annotation> @Nullable A annotation(HttpServletRequest request, Class<A> type) {
        return chosen(request).handler() instanceof HandlerMethod method ? method.getMethodAnnotation(type) : null;
    }

    private Chosen chosen(HttpServletRequest request) {
        if (request.getAttribute(CHOSEN) instanceof Chosen known) {
            return known;
        }
        Chosen chosen = choose(request);
        request.setAttribute(CHOSEN, chosen);
        return chosen;
    }

    private Chosen choose(HttpServletRequest request) {
        if (!ServletRequestPathUtils.hasParsedRequestPath(request)) {
            ServletRequestPathUtils.parseAndCache(request);
        }
        for (HandlerMapping mapping : mappings.orderedStream().toList()) {
            HandlerExecutionChain chain = handler(mapping, request);
            if (chain != null) {
                Object handler = chain.getHandler();
                return mapping instanceof AbstractWebMvcEndpointHandlerMapping
                        ? new Chosen(handler, Optional.of(new Policy.Everybody()))
                        : new Chosen(handler, ofHandler(handler));
            }
        }
        return new Chosen(null, Optional.empty());
    }

    /** The policy of a chosen handler, or empty when it has none or several. */
    Optional<Policy> ofHandler(Object handler) {
        if (!(handler instanceof HandlerMethod method)) {
            return foreign(handler.getClass());
        }
        List<Policy> declared = Policy.declaredOn(method.getMethod());
        if (declared.isEmpty()) {
            return foreign(method.getBeanType())
                    .or(() -> foreign(method.getMethod().getDeclaringClass()));
        }
        return declared.size() == 1 ? Optional.of(declared.getFirst()) : Optional.empty();
    }

    private Optional<Policy> foreign(Class<?> type) {
        return foreign.stream()
                .filter(policy -> policy.typeName().equals(type.getName()))
                .map(ForeignPolicy::policy)
                .findFirst();
    }

    private static @Nullable HandlerExecutionChain handler(HandlerMapping mapping, HttpServletRequest request) {
        try {
            return mapping.getHandler(request);
        } catch (Exception notAcceptable) {
            // Method, media type or parameter do not fit: the dispatcher will say so to those who may know.
            return null;
        }
    }
}
