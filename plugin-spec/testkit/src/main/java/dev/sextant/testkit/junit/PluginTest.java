package dev.sextant.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a Java plugin in the process of the test, once for the class, with a platform around it. Tests take the
 * {@link TestPlatform} as a parameter.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PluginTestExtension.class)
public @interface PluginTest {

    /** The plugin's Spring Boot application. */
    Class<?> value();

    /** Settings of the plugin, {@code name=value}. */
    String[] properties() default {};
}
