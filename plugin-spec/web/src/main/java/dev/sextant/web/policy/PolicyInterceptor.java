package dev.sextant.web.policy;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.problem.WebError;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;

/** Applies the policy of the chosen handler, and refuses a handler without one. */
public final class PolicyInterceptor implements HandlerInterceptor {
    private final HandlerPolicies policies;

    public PolicyInterceptor(HandlerPolicies policies) {
        this.policies = policies;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Policy policy = policies.ofHandler(handler)
                .orElseThrow(() -> new ProblemException(WebError.NOT_FOUND, "There is nothing at this address"));
        check(policy, CurrentCaller.find());
        return true;
    }

    static void check(Policy policy, @Nullable Caller caller) {
        switch (policy) {
            case Policy.Everybody() -> {}
            case Policy.AnyCaller any -> {
                Caller known = required(caller);
                if (!any.beforePasswordChange()) {
                    requirePasswordChanged(known);
                }
            }
            case Policy.Permission permission -> {
                Caller known = required(caller);
                requirePasswordChanged(known);
                if (!known.may(permission.value())) {
                    throw new ProblemException(
                            WebError.PERMISSION_MISSING,
                            "%s lacks the permission %s; an administrator can grant it through a role"
                                    .formatted(known.subject(), permission.value()));
                }
            }
        }
    }

    private static Caller required(@Nullable Caller caller) {
        if (caller == null) {
            throw new ProblemException(WebError.TOKEN_REQUIRED, "Sign in, and send the access token as a Bearer token");
        }
        return caller;
    }

    private static void requirePasswordChanged(Caller caller) {
        if (caller.permissions().onlyPasswordChange()) {
            throw new ProblemException(
                    WebError.PASSWORD_CHANGE_REQUIRED, "Change the one-time password first; it opens nothing else");
        }
    }
}
