package dev.sextant.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record an entity of the plugin's data model; its components are the attributes. An {@link EntityStore} bean of
 * the same type keeps the records, and the SDK serves {@code /<plugin>/entities/<name>/query|create|update|delete}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginEntity {

    /** Name of the entity, in small letters and hyphens. */
    String name();

    /** Title in English. */
    String title();

    /** Title in Chinese. */
    String titleZh() default "";

    /** A sentence that explains it. */
    String summary() default "";

    /** The same in Chinese. */
    String summaryZh() default "";
}
