package dev.sextant.sdk;

import dev.sextant.contract.wire.Outcome;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A way in which a record of a service may end other than well, for the catalogue. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Repeatable(Failure.List.class)
public @interface Failure {

    /** How the record ends. */
    Outcome outcome() default Outcome.FAILED;

    /** Why, in UPPER_SNAKE: the reason of the outcome. */
    String reason();

    /** When that happens, and how to mend it. */
    String when();

    /** Several failures; the compiler writes it. */
    @Documented
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface List {

        /** The failures. */
        Failure[] value();
    }
}
