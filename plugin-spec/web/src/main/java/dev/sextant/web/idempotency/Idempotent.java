package dev.sextant.web.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The handler honours {@code Idempotency-Key}: the same caller, key and request get the first successful answer again
 * for a day, another request with the same key is refused (422), and so is one while the first is still worked on
 * (409). The answer is kept as it was sent, so a handler that answers with a secret must not carry this.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {
    /** Whether a request without a key is refused. */
    boolean required() default false;
}
