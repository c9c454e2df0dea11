package dev.sextant.sdk;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method of a bean the dry run of a service: {@code Plan method(Input input)}, with the service's own input record. It
 * is called once for each entity record, changes nothing, and tells what the service would do. A {@link RecordFailure} says that
 * the service would refuse. The service need not be of the same bean.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface PluginPlan {

    /** Name of the service whose dry run it is. */
    String value();
}
