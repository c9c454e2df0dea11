package dev.sextant.core.plugininstance;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import dev.sextant.contract.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two clients of one engine: one whose answers are due, one for streams that may be silent for long. */
final class DockerConnection implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 32;

    private final URI engine;
    private final DockerClient commands;
    private final DockerClient streams;

    DockerConnection(URI engine, Duration callTimeout) {
        this(engine, null, callTimeout);
    }

    /** With these keys where there are some, in the clear otherwise. */
    DockerConnection(URI engine, @Nullable SSLConfig keys, Duration callTimeout) {
        this.engine = engine;
        this.commands = client(engine, keys, callTimeout);
        this.streams = client(engine, keys, null);
    }

    /** Calls the engine; its failures become problems that name the call. */
    <T> T call(String what, Function<DockerClient, T> call) {
        return translated(what, () -> call.apply(commands));
    }

    /** Opens a stream. */
    <T> T stream(String what, Function<DockerClient, T> call) {
        return translated(what, () -> call.apply(streams));
    }

    @Override
    public void close() {
        try {
            commands.close();
            streams.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private <T> T translated(String what, java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (ProblemException known) {
            throw known;
        } catch (DockerException refused) {
            throw new ProblemException(
                    InstanceError.ENGINE_REFUSED,
                    "The container engine at %s refused to %s: %s".formatted(engine, what, refused.getMessage()),
                    refused);
        } catch (RuntimeException failed) {
            throw new ProblemException(
                    InstanceError.ENGINE_UNAVAILABLE,
                    "The container engine at %s did not %s: %s. Check that it runs and that the platform may use it."
                            .formatted(engine, what, reason(failed)),
                    failed);
        }
    }

    private static String reason(Throwable failed) {
        var cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static DockerClient client(URI engine, @Nullable SSLConfig keys, @Nullable Duration answerTimeout) {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(engine.toString())
                .withDockerTlsVerify(false)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(engine)
                .sslConfig(keys)
                .connectionTimeout(CONNECT_TIMEOUT)
                .maxConnections(CONNECTIONS);
        if (answerTimeout != null) {
            http.responseTimeout(answerTimeout);
        }
        return DockerClientImpl.getInstance(config, http.build());
    }
}
