package dev.sextant.jobexecution.hostkey;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.jobexecution.ssh.HostKeyScan;
import dev.sextant.jobexecution.ssh.SshFailure;
import dev.sextant.web.policy.RequiresPermission;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Shows the keys of a host to whoever is about to pin one; a person compares the fingerprint. */
@RestController
class HostKeyController {
    private static final int AT_ONCE = 8;
    private static final int DEFAULT_PORT = 22;

    private final HostKeyScan scan;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    HostKeyController(HostKeyScan scan) {
        this.scan = scan;
    }

    @PostMapping("/job-execution/v1/host-keys/scan")
    @RequiresPermission("job-execution:use")
    HostKeys scan(@RequestBody ScanRequest request) throws InterruptedException {
        if (!slots.tryAcquire()) {
            throw ProblemException.retryAfter(
                    HostKeyError.TOO_MANY_SCANS, AT_ONCE + " hosts are being looked at already", Duration.ofSeconds(5));
        }
        try {
            return new HostKeys(scan.of(request.required(), request.portOrDefault()));
        } catch (SshFailure failure) {
            throw new ProblemException(
                    failure.reason().unreachable() ? HostKeyError.HOST_NOT_REACHED : HostKeyError.ADDRESS_NOT_ALLOWED,
                    Objects.requireNonNullElse(failure.getMessage(), ""));
        } finally {
            slots.release();
        }
    }

    record ScanRequest(@Nullable String address, @Nullable Integer port) {
        String required() {
            if (address == null || address.isBlank()) {
                throw new ProblemException(
                        HostKeyError.ADDRESS_NOT_ALLOWED, "address is missing: give a name or an IP address");
            }
            return address;
        }

        int portOrDefault() {
            return port == null ? DEFAULT_PORT : port;
        }
    }

    record HostKeys(List<HostKeyScan.OfferedKey> items) {}
}
