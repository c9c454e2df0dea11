package dev.sextant.core.invocation;

import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.ManifestFormat;
import dev.sextant.contract.manifest.ServiceMode;
import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.wire.CancelRequest;
import dev.sextant.contract.wire.EntityQuery;
import dev.sextant.contract.wire.EntityReply;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.wecube.WeCubeRequest;
import dev.sextant.core.datamodel.DataModel;
import dev.sextant.core.gateway.GatewayClient;
import dev.sextant.web.identity.IdentityUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/** Reaches plugins through the gateway, with the platform's own token. */
@Component
class HttpPluginTransport implements PluginTransport, PluginEntities {
    /** A synchronous answer may take as long as its service; beyond that it is asked for. */
    private static final Duration BEYOND_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration ACCEPT_LIMIT = Duration.ofSeconds(60);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(10);
    private static final int DETAIL_LENGTH = 500;

    /** The gateway had passed the call on when the connection broke. */
    private static final String UNREACHABLE = Problem.GATEWAY_PREFIX + "SERVICE_UNREACHABLE";

    private final GatewayClient gateway;
    private final ObjectProvider<DataModel> dataModel;
    private final JsonMapper json;

    HttpPluginTransport(GatewayClient gateway, ObjectProvider<DataModel> dataModel, JsonMapper json) {
        this.gateway = gateway;
        this.dataModel = dataModel;
        this.json = json;
    }

    @Override
    public Reply invoke(Invocation.Target target, InvocationRequest request) {
        Duration limit = target.mode() == ServiceMode.SYNC ? target.timeout().plus(BEYOND_TIMEOUT) : ACCEPT_LIMIT;
        try {
            return reply(target, request, gateway.send(message(target, request), limit));
        } catch (ConnectException | HttpConnectTimeoutException refused) {
            return new Reply.NotReceived("The gateway at " + gateway.gateway() + " does not accept connections.");
        } catch (PluginUnreachableException unsent) {
            return new Reply.NotReceived(unsent.detail());
        } catch (IOException lost) {
            return new Reply.Unclear(
                    "The connection was lost while " + target.plugin() + " was being called: " + lost.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Reply.Unclear("The platform was stopped during the call.");
        }
    }

    private HttpRequest.Builder message(Invocation.Target target, InvocationRequest request) {
        return switch (target.format()) {
            case SEXTANT -> post(target.path(), request).header("Idempotency-Key", request.requestId());
            // Without a key: such a plugin knows none, so that nobody on the way may send the call a second time.
            case WECUBE ->
                request(() -> gateway.call(target.method().name(), target.path(), WeCubeRequest.of(request)))
                        .header("requestId", request.requestId())
                        .header("transactionId", request.requestId());
        };
    }

    private Reply reply(Invocation.Target target, InvocationRequest request, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 202 && target.format() == ManifestFormat.SEXTANT) {
            return new Reply.Accepted();
        }
        if (status / 100 == 2) {
            return switch (target.format()) {
                case SEXTANT -> answered(target, response.body());
                case WECUBE -> answeredAsWeCube(target, request, response.body());
            };
        }
        return switch (status) {
            case 401, 429 -> new Reply.NotReceived(told(target.plugin(), response));
            case 503 ->
                code(response).equals(UNREACHABLE)
                        ? new Reply.Unclear(told(target.plugin(), response))
                        : new Reply.NotReceived(told(target.plugin(), response));
            default ->
                status / 100 == 4
                        ? new Reply.Refused(told(target.plugin(), response))
                        : new Reply.Unclear(told(target.plugin(), response));
        };
    }

    private Reply answered(Invocation.Target target, String body) {
        try {
            InvocationResponse answer = read(body, InvocationResponse.class);
            if (answer.results() != null) {
                return new Reply.Answered(answer.results().outputs());
            }
            if (target.mode() == ServiceMode.ASYNC && answer.resultCode().equals("0")) {
                return new Reply.Accepted();
            }
            return answer.resultCode().equals("0")
                    ? new Reply.Answered(List.of())
                    : new Reply.Refused(target.plugin() + " refused the call: " + answer.resultMessage());
        } catch (JacksonException malformed) {
            return new Reply.Unclear(target.plugin() + " answered something that is no answer: " + cut(body));
        }
    }

    private Reply answeredAsWeCube(Invocation.Target target, InvocationRequest request, String body) {
        var records = request.inputs().stream()
                .map(input -> String.valueOf(input.get(InvocationRequest.CALLBACK_PARAMETER)))
                .toList();
        try {
            WeCubeAnswer answer = WeCubeAnswer.read(json, body, records);
            if (answer.isRefusal()) {
                return new Reply.Refused(target.plugin() + " refused the call: " + cut(answer.resultMessage()));
            }
            return target.mode() == ServiceMode.ASYNC
                    ? new Reply.Accepted()
                    : new Reply.Answered(answer.outcomes().stream()
                            .filter(outcome -> records.contains(outcome.callbackParameter()))
                            .toList());
        } catch (JacksonException malformed) {
            return new Reply.Unclear(target.plugin() + " answered something that is no answer: " + cut(body));
        }
    }

    @Override
    public Optional<InvocationStatus> status(Invocation.Target target, String invocationId) {
        HttpResponse<String> response = ask(
                target.plugin(),
                request(() ->
                        gateway.request(target.status() + "/" + invocationId).GET()));
        if (response.statusCode() == 404 && !fromGateway(response)) {
            return Optional.empty();
        }
        if (response.statusCode() != 200) {
            throw new PluginUnreachableException(told(target.plugin(), response));
        }
        try {
            return Optional.of(read(response.body(), InvocationStatus.class));
        } catch (JacksonException malformed) {
            throw new PluginUnreachableException(
                    target.plugin() + " answered something that is no status: " + cut(response.body()), malformed);
        }
    }

    /** Whether the gateway answered in the plugin's place: the plugin itself has not been asked then. */
    private boolean fromGateway(HttpResponse<String> response) {
        return code(response).startsWith(Problem.GATEWAY_PREFIX);
    }

    private String code(HttpResponse<String> response) {
        try {
            String code = read(response.body(), Problem.class).code();
            return code == null ? "" : code;
        } catch (JacksonException plain) {
            return "";
        }
    }

    @Override
    public void cancel(Invocation.Target target, String invocationId) {
        String path = java.util.Objects.requireNonNull(target.cancel(), "the service cannot be stopped");
        HttpResponse<String> response = ask(target.plugin(), post(path, CancelRequest.all(invocationId)));
        int status = response.statusCode();
        if (status / 100 != 2 && status != 404 && status != 409) {
            throw new PluginUnreachableException(told(target.plugin(), response));
        }
    }

    @Override
    public EntityReply query(EntityName entity, EntityQuery query) {
        String path = "/" + entity.plugin() + "/entities/" + entity.entity() + "/query";
        HttpResponse<String> response = ask(entity.plugin(), post(path, asUnderstood(entity, query)));
        if (response.statusCode() != 200) {
            throw new PluginUnreachableException(told(entity.plugin(), response));
        }
        try {
            EntityReply reply = read(response.body(), EntityReply.class);
            if (!reply.status().equals("OK")) {
                throw new PluginUnreachableException(entity.plugin() + " refused the query: " + cut(reply.message()));
            }
            return reply;
        } catch (JacksonException malformed) {
            throw new PluginUnreachableException(
                    entity.plugin() + " answered something that is no list of records: " + cut(response.body()),
                    malformed);
        }
    }

    /** Plugins built for WeCube know filters alone. */
    private Object asUnderstood(EntityName entity, EntityQuery query) {
        boolean filtersAlone = dataModel.stream()
                .flatMap(model -> model.find(entity).stream())
                .anyMatch(found -> found.format() == ManifestFormat.WECUBE);
        return filtersAlone ? Map.of("additionalFilters", query.additionalFilters()) : query;
    }

    private <T> T read(String body, Class<T> type) {
        T value = json.readValue(body, type);
        if (value == null) {
            throw MismatchedInputException.from((JsonParser) null, type, "null");
        }
        return value;
    }

    private HttpResponse<String> ask(String plugin, HttpRequest.Builder request) {
        try {
            return gateway.send(request, ASK_LIMIT);
        } catch (IOException lost) {
            throw new PluginUnreachableException(plugin + " does not answer: " + lost, lost);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PluginUnreachableException("The platform was stopped", stopped);
        }
    }

    private HttpRequest.Builder post(String path, Object body) {
        return request(() -> gateway.post(path, body));
    }

    private static HttpRequest.Builder request(Supplier<HttpRequest.Builder> made) {
        try {
            return made.get();
        } catch (IdentityUnavailableException unknown) {
            throw new PluginUnreachableException("The platform has no token of its own now", unknown);
        }
    }

    /** What the answer says, in words for people. */
    private String told(String plugin, HttpResponse<String> response) {
        String detail = response.body();
        try {
            Problem problem = read(response.body(), Problem.class);
            detail = problem.detail() == null ? problem.title() : problem.detail();
        } catch (JacksonException plain) {
            // it is told as it came
        }
        return "Calling " + plugin + " gave " + response.statusCode() + ": " + cut(detail);
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= DETAIL_LENGTH ? line : line.substring(0, DETAIL_LENGTH) + "…";
    }
}
