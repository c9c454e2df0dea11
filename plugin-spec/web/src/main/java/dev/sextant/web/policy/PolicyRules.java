package dev.sextant.web.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.function.RouterFunction;

/** The rules that each service's ArchUnit test checks, so that an endpoint without a policy fails the build. */
public final class PolicyRules {
    /** Every handler method says who may call it, in exactly one way. */
    public static final ArchRule HANDLERS_CARRY_ONE_POLICY = methods()
            .that(handleRequests())
            .should(carryExactlyOnePolicy())
            .because("what nobody has decided to open stays closed")
            .allowEmptyShould(true);

    /** No routes that cannot carry a policy. */
    public static final ArchRule NO_FUNCTIONAL_ROUTES = methods()
            .should()
            .notHaveRawReturnType(RouterFunction.class)
            .because("functional routes cannot carry a policy")
            .allowEmptyShould(true);

    private PolicyRules() {}

    private static DescribedPredicate<JavaMethod> handleRequests() {
        return DescribedPredicate.describe(
                "handle requests",
                method -> method.isAnnotatedWith(RequestMapping.class)
                        || method.isMetaAnnotatedWith(RequestMapping.class));
    }

    private static ArchCondition<JavaMethod> carryExactlyOnePolicy() {
        return new ArchCondition<>("carry exactly one of @RequiresPermission, @SignedIn and @OpenToAll") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                long policies = Stream.of(RequiresPermission.class, SignedIn.class, OpenToAll.class)
                        .filter(method::isAnnotatedWith)
                        .count();
                events.add(new SimpleConditionEvent(
                        method, policies == 1, "%s carries %d policies".formatted(method.getFullName(), policies)));
            }
        };
    }
}
