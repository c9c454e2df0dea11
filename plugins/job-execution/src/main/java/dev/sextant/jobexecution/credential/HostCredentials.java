package dev.sextant.jobexecution.credential;

import dev.sextant.jobexecution.ssh.SshCredential;

/** Hands out what proves us to a host. */
public interface HostCredentials {
    SshCredential of(String hostId) throws CredentialFailure, InterruptedException;
}
