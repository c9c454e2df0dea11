package dev.sextant.web.policy;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Any valid token will do; the handler itself decides what this caller may see. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface SignedIn {
    /** Why no permission is needed. */
    String value();

    /** Whether the handler is also for a user who has to change the password first. */
    boolean beforePasswordChange() default false;
}
