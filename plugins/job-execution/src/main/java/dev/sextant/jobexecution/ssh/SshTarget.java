package dev.sextant.jobexecution.ssh;

/** Where a host listens, and the host key that it must show, written {@code type base64}. */
public record SshTarget(String address, int port, String hostKey) {}
