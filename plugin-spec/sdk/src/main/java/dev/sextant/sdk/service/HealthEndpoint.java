package dev.sextant.sdk.service;

import dev.sextant.contract.wire.Health;
import dev.sextant.web.policy.OpenToAll;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health check that the platform asks for, on the path that manifests name by default. */
@RestController
public final class HealthEndpoint {

    private final org.springframework.boot.health.actuate.endpoint.HealthEndpoint health;

    /** A short form of the actuator's answer. */
    public HealthEndpoint(org.springframework.boot.health.actuate.endpoint.HealthEndpoint health) {
        this.health = health;
    }

    @OpenToAll("The platform asks before there are tokens; the answer is one word")
    @GetMapping("/health")
    ResponseEntity<Health> health() {
        Status status = health.health().getStatus();
        boolean up = status.equals(Status.UP);
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(status.getCode()));
    }
}
