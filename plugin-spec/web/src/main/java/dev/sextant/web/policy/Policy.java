package dev.sextant.web.policy;

import dev.sextant.web.identity.Permissions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Who may call one handler. */
public sealed interface Policy {

    /** Callers whose token grants the permission. */
    record Permission(String value) implements Policy {
        public Permission {
            if (!Permissions.isRequirable(value)) {
                throw new IllegalArgumentException("\"%s\" is not an exact area:verb".formatted(value));
            }
        }
    }

    /** Every caller with a valid token. */
    record AnyCaller(boolean beforePasswordChange) implements Policy {}

    /** Everybody. */
    record Everybody() implements Policy {}

    /** The policies that the method carries, also where it inherits them from the method that it overrides. */
    static List<Policy> declaredOn(Method method) {
        List<Policy> policies = new ArrayList<>();
        RequiresPermission permission = AnnotatedElementUtils.findMergedAnnotation(method, RequiresPermission.class);
        if (permission != null) {
            policies.add(new Permission(permission.value()));
        }
        SignedIn signedIn = AnnotatedElementUtils.findMergedAnnotation(method, SignedIn.class);
        if (signedIn != null) {
            policies.add(new AnyCaller(signedIn.beforePasswordChange()));
        }
        if (AnnotatedElementUtils.hasAnnotation(method, OpenToAll.class)) {
            policies.add(new Everybody());
        }
        return List.copyOf(policies);
    }
}
