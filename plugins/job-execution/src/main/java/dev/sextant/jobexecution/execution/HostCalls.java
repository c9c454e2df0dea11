package dev.sextant.jobexecution.execution;

import dev.sextant.jobexecution.credential.CredentialFailure;
import dev.sextant.jobexecution.credential.HostCredentials;
import dev.sextant.jobexecution.ssh.SshConnections;
import dev.sextant.jobexecution.ssh.SshFailure;
import dev.sextant.jobexecution.ssh.SshLease;
import dev.sextant.jobexecution.ssh.SshTarget;
import org.springframework.stereotype.Component;

/** Gets a place on a connection to a host, with the credential that the inventory holds for it now. */
@Component
class HostCalls {
    private final HostCredentials credentials;
    private final SshConnections connections;

    HostCalls(HostCredentials credentials, SshConnections connections) {
        this.credentials = credentials;
        this.connections = connections;
    }

    SshLease lease(String hostId, SshTarget target) throws CredentialFailure, SshFailure, InterruptedException {
        return connections.lease(target, credentials.of(hostId));
    }
}
