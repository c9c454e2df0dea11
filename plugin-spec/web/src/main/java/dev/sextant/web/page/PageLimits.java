package dev.sextant.web.page;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Other limits than usual for a {@link PageQuery} argument. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface PageLimits {
    int byDefault() default PageQuery.DEFAULT_LIMIT;

    int max() default PageQuery.MAX_LIMIT;
}
