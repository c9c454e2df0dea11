package dev.sextant.inventory.host;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.web.identity.Caller;
import dev.sextant.web.policy.RequiresPermission;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hands credentials to plugins that sign in to hosts; no person gets them, whatever the role. */
@RestController
class CredentialController {
    private static final Logger log = LoggerFactory.getLogger(CredentialController.class);

    private final Credentials credentials;

    CredentialController(Credentials credentials) {
        this.credentials = credentials;
    }

    record RevealRequest(List<String> hosts) {}

    record RevealResponse(List<Credentials.Credential> items) {}

    /** The credentials of those of the hosts that there are. */
    @PostMapping("/inventory/v1/credentials/reveal")
    @RequiresPermission("inventory:reveal")
    ResponseEntity<RevealResponse> reveal(@RequestBody RevealRequest request, Caller caller) {
        if (caller.kind() != Caller.Kind.PLUGIN) {
            throw new ProblemException(
                    HostError.PLUGINS_ONLY,
                    "Credentials are never shown to people; a plugin with the permission inventory:reveal gets them");
        }
        HostChecks.size(request.hosts().size());
        List<Credentials.Credential> items = credentials.reveal(request.hosts());
        log.info("Revealed the credentials of {} hosts to {}", items.size(), caller.subject());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new RevealResponse(items));
    }
}
