package dev.sextant.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes an attribute of an entity. It is required unless its type is {@code @Nullable}, a list, or it has a default;
 * a {@link Secret} is a secret, an enum a string with a list of allowed values, a list holds many.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Attribute {

    /** Title in English; the component's name by default. */
    String title() default "";

    /** Title in Chinese. */
    String titleZh() default "";

    /** A sentence that explains it. */
    String help() default "";

    /** The same in Chinese. */
    String helpZh() default "";

    /** Whether a string has several lines. */
    boolean multiline() default false;

    /** Entity whose id it holds, {@code plugin:entity}; empty for none. */
    String reference() default "";

    /** Default of a new record, as it stands in YAML; empty for none. */
    String defaultValue() default "";
}
