package dev.sextant.jobexecution.ssh;

import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;

/** Sets the SSH client up: cheap key exchanges first, no file of this machine's user read, no delay of small packets. */
final class SshClients {
    private static final long WINDOW = 128 * 1024;

    private SshClients() {}

    static SshClient started(SshSettings settings) {
        SshClient client = ClientBuilder.builder()
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier(new Handshake.Verifier())
                .filePasswordProvider(FilePasswordProvider.EMPTY)
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(true, keyExchanges(), ClientBuilder.DH2KEX));
        client.addSessionListener(new Handshake.Proposals());
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.WINDOW_SIZE.set(client, WINDOW);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, settings.connectTimeout());
        // Later than our own limit, which tells a slow host from one that ends the connection.
        CoreModuleProperties.AUTH_TIMEOUT.set(client, settings.signInTimeout().multipliedBy(2));
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.keepalive());
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        CoreModuleProperties.PREFERRED_AUTHS.set(client, "publickey,password,keyboard-interactive");
        client.start();
        return client;
    }

    private static List<BuiltinDHFactories> keyExchanges() {
        return Stream.of(
                        BuiltinDHFactories.mlkem768x25519,
                        BuiltinDHFactories.curve25519,
                        BuiltinDHFactories.curve25519_libssh,
                        BuiltinDHFactories.ecdhp256,
                        BuiltinDHFactories.ecdhp384,
                        BuiltinDHFactories.ecdhp521,
                        BuiltinDHFactories.dhg16_512,
                        BuiltinDHFactories.dhg14_256)
                .toList();
    }
}
