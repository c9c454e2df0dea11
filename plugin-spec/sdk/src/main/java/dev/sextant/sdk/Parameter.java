package dev.sextant.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of an input or output record.
 *
 * <p>An input is required unless its type is {@code @Nullable} or it has a default. The type follows from Java: an enum
 * is a string with a list of allowed values, a {@code Duration} a string of that format, a map an object, and a record an
 * object whose properties are the record's own components, described in the same way.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {

    /** Title in English; the component's name by default. */
    String title() default "";

    /** Title in Chinese. */
    String titleZh() default "";

    /** A sentence that explains it. */
    String help() default "";

    /** The same in Chinese. */
    String helpZh() default "";

    /** How a text is edited: {@code script}, {@code password}, {@code host-key}, {@code multiline}, {@code duration}. */
    String format() default "";

    /**
     * Where an input comes from when a workflow does not bind it: {@code constant}, {@code context},
     * {@code variable: name}, {@code record: plugin:entity.attribute}.
     */
    String from() default "";

    /** Where an output goes: the same forms. */
    String to() default "";

    /** Default of an input, as it stands in YAML; empty for none. */
    String defaultValue() default "";

    /** The only values allowed of a text; empty for any. */
    String[] allowed() default {};

    /** The least number that an input takes, such as {@code 1}; empty for none. */
    String minimum() default "";

    /** The greatest number that an input takes, such as {@code 65535}; empty for none. */
    String maximum() default "";

    /** Whether the value is never shown. */
    boolean secret() default false;
}
