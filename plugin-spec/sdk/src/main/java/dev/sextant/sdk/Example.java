package dev.sextant.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An example of calling a service, for the catalogue; the compiler refuses one that the service would not take. A
 * {@code {@snippet lang=json : …}} in the method's Javadoc is an example as well.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Repeatable(Example.List.class)
public @interface Example {

    /** What it shows, a few words. */
    String title();

    /** The parameters of one record, a JSON object. */
    String input();

    /** The outputs of that record, a JSON object; empty where they are not shown. */
    String output() default "";

    /** Several examples; the compiler writes it. */
    @Documented
    @Retention(RetentionPolicy.SOURCE)
    @Target(ElementType.METHOD)
    @interface List {

        /** The examples. */
        Example[] value();
    }
}
