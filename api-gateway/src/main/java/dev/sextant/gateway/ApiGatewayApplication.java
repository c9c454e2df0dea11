package dev.sextant.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the api-gateway, the only door of the platform. */
@SpringBootApplication
public class ApiGatewayApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(ApiGatewayApplication.class, arguments);
    }
}
