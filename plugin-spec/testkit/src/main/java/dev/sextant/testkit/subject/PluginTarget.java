package dev.sextant.testkit.subject;

import dev.sextant.contract.manifest.PluginManifest;
import dev.sextant.testkit.platform.PluginSecrets;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/** A plugin that can be tested: in a container of the kit's own, or running somewhere already. */
public interface PluginTarget extends AutoCloseable {

    /** What it is called in the report. */
    String name();

    /** The manifest's text, as the package or its author gives it. */
    byte[] manifest();

    /** Where the stand-in of the platform has to listen, so that the plugin reaches it. */
    InetSocketAddress platformAddress();

    /** The secrets that the plugin is given. */
    PluginSecrets secrets();

    /** Brings the plugin up with the platform at an address, and says where it will answer. */
    URI launch(PluginManifest manifest, URI gateway);

    /** The kit's hold on the plugin's process, where it has one. */
    Optional<RunningContainer> container();

    @Override
    void close();
}
