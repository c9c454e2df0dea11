package dev.sextant.jobexecution.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Makes one connection: the host key is compared before anything of the credential is sent. */
final class SshConnector {
    private final SshClient client;
    private final SshSettings settings;
    private final TargetAddresses addresses;

    SshConnector(SshClient client, SshSettings settings) {
        this.client = client;
        this.settings = settings;
        this.addresses = new TargetAddresses(settings.allowLoopback());
    }

    InetSocketAddress resolve(SshTarget target) throws SshFailure {
        return addresses.resolve(target.address(), target.port());
    }

    ClientSession connect(InetSocketAddress address, SshTarget target, SshCredential credential) throws SshFailure {
        PublicKey pinned = HostKeys.parse(target.hostKey());
        KeyPair key = credential instanceof SshCredential.Key login ? read(login) : null;
        Handshake handshake = Handshake.expecting(pinned);
        ClientSession session = open(address, credential.user(), handshake);
        try {
            if (key != null) {
                session.addPublicKeyIdentity(key);
            } else if (credential instanceof SshCredential.Password login) {
                session.addPasswordIdentity(login.password());
            }
            session.auth().verify(settings.signInTimeout());
            return session;
        } catch (IOException failure) {
            session.close(true);
            throw SshFailures.ofSignIn(failure, handshake, pinned, address, credential.user());
        }
    }

    private ClientSession open(InetSocketAddress address, String user, Handshake handshake) throws SshFailure {
        try {
            return client.connect(user, address, handshake.attributes())
                    .verify(settings.connectTimeout())
                    .getSession();
        } catch (IOException failure) {
            throw SshFailures.ofConnection(failure, address);
        }
    }

    /** The key that a host shows for one of the algorithms, or null when it has none; nobody signs in. */
    @Nullable PublicKey look(InetSocketAddress address, List<String> algorithms) throws SshFailure {
        Handshake handshake = Handshake.looking(algorithms);
        ClientSession session = open(address, "none", handshake);
        try {
            session.auth().verify(settings.connectTimeout());
        } catch (IOException expected) {
            // No key is accepted here: the host has shown its own by now, or has none of these.
        } finally {
            session.close(true);
        }
        return handshake.offered();
    }

    private static KeyPair read(SshCredential.Key login) throws SshFailure {
        byte[] text = login.privateKey().getBytes(StandardCharsets.UTF_8);
        try (InputStream in = new java.io.ByteArrayInputStream(text)) {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName("private key"), in, FilePasswordProvider.EMPTY);
            if (keys != null && keys.iterator().hasNext()) {
                return keys.iterator().next();
            }
        } catch (IOException | GeneralSecurityException | RuntimeException unreadable) {
            // Told below, without the parser's message: it may quote the key.
        }
        throw new SshFailure(
                SshFailure.Reason.INVALID_CREDENTIAL,
                "the private key of " + login.user()
                        + " cannot be read: it must be in OpenSSH or PEM form, without a passphrase");
    }
}
