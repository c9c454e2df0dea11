package dev.sextant.core;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the whole application on a database of its own: H2, and once more MariaDB.
 *
 * <p>The build runs every class with this annotation twice; the system property {@code sextant.test.database} ({@code h2} or
 * {@code mariadb}) chooses. Tests with the tag {@code any-database} run once only: the database makes no difference to them.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("database")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatform.class)
public @interface CoreIntegrationTest {}
