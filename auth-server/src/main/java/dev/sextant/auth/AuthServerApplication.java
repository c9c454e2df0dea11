package dev.sextant.auth;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the auth-server: identities, roles and tokens. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AuthServerApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(AuthServerApplication.class, arguments);
    }
}
