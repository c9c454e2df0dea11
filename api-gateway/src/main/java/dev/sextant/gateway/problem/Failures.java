package dev.sextant.gateway.problem;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Tells what kind of failure the libraries below have met. */
public final class Failures {
    private static final Duration SOON = Duration.ofSeconds(2);

    private Failures() {}

    /** Whether the connection was never made, so that not a byte of the request has left. */
    public static boolean isNeverConnected(Throwable failure) {
        return switch (failure) {
            case ConnectTimeoutException timeout -> true;
            case ConnectException refused -> true;
            case NoRouteToHostException noRoute -> true;
            case UnknownHostException unknown -> true;
            default -> false;
        };
    }

    /** Whether a connection broke after the request may have been received. */
    public static boolean isBroken(Throwable failure) {
        return failure instanceof AbortedException || (failure instanceof IOException && !isNeverConnected(failure));
    }

    static GatewayException explain(Throwable failure) {
        return switch (failure) {
            case GatewayException known -> known;
            case PoolAcquireTimeoutException busy -> overloaded(busy);
            case PoolAcquirePendingLimitException busy -> overloaded(busy);
            case ReadTimeoutException timeout ->
                new GatewayException(
                        GatewayError.ANSWER_TIMEOUT,
                        "The service behind this path was silent for too long; whether it did the work is unknown",
                        null,
                        timeout);
            case ResponseStatusException status -> explain(status);
            default -> explainConnection(failure);
        };
    }

    private static GatewayException explainConnection(Throwable failure) {
        if (isNeverConnected(failure)) {
            return new GatewayException(
                    GatewayError.SERVICE_UNREACHABLE,
                    "The service behind this path does not take connections; it may be starting",
                    SOON,
                    failure);
        }
        if (isBroken(failure)) {
            return new GatewayException(
                    GatewayError.BROKEN_ANSWER,
                    "The service behind this path closed the connection before its answer was complete; whether it"
                            + " did the work is unknown",
                    null,
                    failure);
        }
        return new GatewayException(
                GatewayError.INTERNAL, "The gateway's log says more under this trace id", null, failure);
    }

    private static GatewayException overloaded(Throwable failure) {
        return new GatewayException(
                GatewayError.OVERLOADED, "All connections to the service behind this path are busy", SOON, failure);
    }

    private static GatewayException explain(ResponseStatusException failure) {
        return switch (failure.getStatusCode().value()) {
            case 404 -> new GatewayException(GatewayError.NOT_FOUND, "No service answers this path");
            case 405 -> new GatewayException(GatewayError.METHOD_NOT_ALLOWED, "This path knows other methods");
            case 504 ->
                new GatewayException(
                        GatewayError.ANSWER_TIMEOUT,
                        "The service behind this path did not answer in time; whether it did the work is unknown",
                        null,
                        failure);
            default ->
                failure.getStatusCode().is4xxClientError()
                        ? new GatewayException(GatewayError.MALFORMED_REQUEST, "The request cannot be understood")
                        : new GatewayException(
                                GatewayError.INTERNAL,
                                "The gateway's log says more under this trace id",
                                null,
                                failure);
        };
    }
}
