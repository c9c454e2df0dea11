package dev.sextant.testkit.subject;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.testkit.platform.PluginSecrets;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** A plugin that somebody else runs; it has to be told of the stand-in by its environment. */
public final class UrlTarget implements PluginTarget {
    private final URI address;
    private final byte[] manifest;
    private final InetSocketAddress platform;
    private final PluginSecrets secrets;

    /**
     * A running plugin.
     *
     * @param address where it answers, without a path
     * @param manifest its plugin.yaml
     * @param platform where it expects the gateway
     * @param secrets what it was given under SEXTANT_SECRETS
     */
    public UrlTarget(URI address, byte[] manifest, InetSocketAddress platform, PluginSecrets secrets) {
        this.address = address;
        this.manifest = manifest.clone();
        this.platform = platform;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return address.toString();
    }

    @Override
    public byte[] manifest() {
        return manifest.clone();
    }

    @Override
    public InetSocketAddress platformAddress() {
        return platform;
    }

    @Override
    public PluginSecrets secrets() {
        return secrets;
    }

    @Override
    public URI launch(PluginManifest known, URI gateway) {
        return address;
    }

    @Override
    public Optional<RunningContainer> container() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // It is not ours to end.
    }
}
