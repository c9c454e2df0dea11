package dev.sextant.core;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the platform core: plugins, workflows, runs and data models. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PlatformCoreApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(PlatformCoreApplication.class, arguments);
    }
}
