package dev.sextant.web.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Refuses to start an application in which a handler has no policy, or several. */
public final class PolicyStartupCheck implements SmartInitializingSingleton {
    private static final Set<String> OPEN_ENDPOINTS = Set.of("", "/health", "/health/**");

    private final ListableBeanFactory beans;
    private final HandlerPolicies policies;
    private final String actuatorBase;

    public PolicyStartupCheck(ListableBeanFactory beans, HandlerPolicies policies, String actuatorBase) {
        this.beans = beans;
        this.policies = policies;
        this.actuatorBase = actuatorBase;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> faults = new ArrayList<>();
        beans.getBeansOfType(HandlerMapping.class).forEach((name, mapping) -> faults.addAll(faultsOf(name, mapping)));
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Every handler needs exactly one of @RequiresPermission, @SignedIn and @OpenToAll:\n  "
                            + String.join("\n  ", faults));
        }
    }

    private List<String> faultsOf(String name, HandlerMapping mapping) {
        return switch (mapping) {
            case AbstractWebMvcEndpointHandlerMapping endpoints -> endpointFaults(endpoints.getHandlerMethods());
            case RequestMappingInfoHandlerMapping methods -> methodFaults(methods.getHandlerMethods());
            case RouterFunctionMapping functions -> functionFaults(name, functions);
            case AbstractUrlHandlerMapping urls -> urlFaults(urls.getHandlerMap());
            default -> unknownFaults(name, mapping);
        };
    }

    private List<String> methodFaults(Map<RequestMappingInfo, HandlerMethod> methods) {
        return methods.entrySet().stream()
                .filter(entry -> policies.ofHandler(entry.getValue()).isEmpty())
                .map(entry -> "%s, handled by %s, carries %d policies"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().getShortLogMessage(),
                                Policy.declaredOn(entry.getValue().getMethod()).size()))
                .toList();
    }

    private List<String> endpointFaults(Map<RequestMappingInfo, HandlerMethod> endpoints) {
        Set<String> paths = new TreeSet<>();
        endpoints.keySet().forEach(info -> paths.addAll(info.getPatternValues()));
        return paths.stream()
                .filter(path -> !path.startsWith(actuatorBase)
                        || !OPEN_ENDPOINTS.contains(path.substring(actuatorBase.length())))
                .map(path -> "%s is a management endpoint; only health may be exposed".formatted(path))
                .toList();
    }

    private List<String> urlFaults(Map<String, Object> handlers) {
        return handlers.entrySet().stream()
                .filter(entry -> policies.ofHandler(entry.getValue()).isEmpty())
                .map(entry -> "%s, handled by %s, has no policy"
                        .formatted(entry.getKey(), entry.getValue().getClass().getName()))
                .toList();
    }

    private List<String> functionFaults(String name, RouterFunctionMapping functions) {
        return functions.getRouterFunction() == null ? List.of() : unknownFaults(name, functions);
    }

    private List<String> unknownFaults(String name, HandlerMapping mapping) {
        return policies.ofHandler(mapping).isPresent()
                ? List.of()
                : List.of("The routes of %s (%s) cannot carry policies: use annotated methods"
                        .formatted(name, mapping.getClass().getName()));
    }
}
