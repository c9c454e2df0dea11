package dev.sextant.jobexecution.ssh;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hosts are connected.
 *
 * @param connectTimeout for the TCP connection
 * @param signInTimeout for key exchange and authentication together
 * @param keepalive how often an open connection is asked for a sign of life; three in a row may be missing
 * @param idle after how long an unused connection is closed
 * @param channels how many scripts share a connection; sshd's MaxSessions is 10
 * @param handshakes how many connections are set up at the same time
 * @param handshakesPerHost of these, to one host; sshd drops above MaxStartups, 10
 * @param handshakesPerSubnet of these, to one /24 or /64
 * @param allowLoopback whether a target may be this machine itself; for tests and for a plugin that runs on the host
 */
@ConfigurationProperties("sextant.jobs.ssh")
public record SshSettings(
        @DefaultValue("PT10S") Duration connectTimeout,
        @DefaultValue("PT30S") Duration signInTimeout,
        @DefaultValue("PT10S") Duration keepalive,
        @DefaultValue("PT1M") Duration idle,
        @DefaultValue("8") int channels,
        @DefaultValue("64") int handshakes,
        @DefaultValue("4") int handshakesPerHost,
        @DefaultValue("32") int handshakesPerSubnet,
        @DefaultValue("false") boolean allowLoopback) {}
