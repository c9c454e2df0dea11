package dev.sextant.core.plugininstance;

import java.io.Closeable;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A container engine. Every call is safe to repeat; what is there already is left as it is. */
interface ContainerRuntime {

    /** What the engine says of itself and its machine. */
    EngineFacts facts();

    boolean hasImage(String imageId);

    /** Loads images from an archive in the form of {@code docker save}. */
    void load(InputStream archive);

    /** Makes a bridge network when it is missing and returns the host's address on it. */
    String ensureNetwork(String name, boolean internal);

    void removeNetwork(String name);

    /** Makes the container when none has its name, and returns its id. */
    String create(ContainerProfile profile);

    void start(String containerId);

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
}
