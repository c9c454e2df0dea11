package dev.sextant.core.plugininstance;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A container engine. Every call is safe to repeat; what is there already is left as it is. */
interface ContainerRuntime extends AutoCloseable {

    /** What the engine says of itself and its machine. */
    EngineFacts facts();

    boolean hasImage(String imageId);

    /** Loads images from an archive in the form of {@code docker save}. */
    void load(InputStream archive);

    /** Makes a bridge network when it is missing and returns the host's address on it. */
    String ensureNetwork(String name, boolean internal);

    void removeNetwork(String name);

    /** The names of the plugins' networks of this installation. */
    List<String> ownedNetworks();

    /** Removes an image that no container uses; false while one does. */
    boolean removeImage(String imageId);

    /** Makes the container when none has its name, and returns its id. */
    String create(ContainerProfile profile);

    void start(String containerId);

    /** Brings an instance's secrets to the engine's machine, where that is another one. */
    void deliver(String instanceId, Path secrets);

    /** Removes the instance's secrets from the engine's machine, where that is another one. */
    void withdraw(String instanceId);

    /** The instances whose secrets were brought there. */
    List<String> delivered();

    /** Ends the container's process, at first politely. */
    void stop(String containerId, Duration grace);

    void remove(String containerId);

    Optional<ContainerStatus> inspect(String containerId, String network);

    /** The containers of this installation's instances, running or not. */
    List<OwnedContainer> owned();

    ContainerUsage usage(String containerId);

    List<LogLine> logs(String containerId, int tail);

    /** Passes the newest lines and each further one, until it is closed or the container ends. */
    Closeable follow(String containerId, int tail, Consumer<LogLine> lines, Runnable end);

    /** Passes the instance id of each of our containers that ends; {@code lost} when the engine goes away. */
    AutoCloseable watch(Consumer<String> ended, Runnable lost);

    @Override
    void close();
}
