package dev.sextant.sdk.service;

import dev.sextant.contract.problem.ProblemException;
import dev.sextant.contract.wire.CancelRequest;
import dev.sextant.contract.wire.InvocationRequest;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.InvocationStatus;
import dev.sextant.contract.wire.PlanReply;
import dev.sextant.sdk.SdkError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The paths of the plugin's services; only callers with {@code <plugin>:invoke} come this far. */
@RestController
public final class ServiceEndpoint {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,100}");

    private final Dispatcher dispatcher;
    private final Planner planner;
    private final JsonMapper json;

    /** Paths that lead to a dispatcher, and for dry runs to a planner. */
    public ServiceEndpoint(Dispatcher dispatcher, Planner planner, JsonMapper strict) {
        this.dispatcher = dispatcher;
        this.planner = planner;
        this.json = strict;
    }

    @PostMapping("/${sextant.plugin.name}/v1/services/{service}")
    ResponseEntity<InvocationResponse> invoke(
            @PathVariable String service,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest http) {
        dispatcher.expect(service);
        JsonNode body = body(http);
        InvocationRequest request = request(body);
        if (key != null && !key.equals(request.requestId())) {
            throw new ProblemException(
                    SdkError.INVOCATION_MALFORMED, "The Idempotency-Key is another than the requestId; they are one");
        }
        String canonical = json.writeValueAsString(sorted(body));
        Dispatcher.Reply reply = dispatcher.invoke(service, request, sha256(canonical), canonical);
        return ResponseEntity.status(reply.accepted() ? HttpStatus.ACCEPTED : HttpStatus.OK)
                .body(reply.response());
    }

    @GetMapping("/${sextant.plugin.name}/v1/invocations/{requestId}")
    InvocationStatus status(@PathVariable String requestId) {
        return dispatcher.status(requestId);
    }

    @PostMapping("/${sextant.plugin.name}/v1/services/{service}/plan")
    PlanReply plan(@PathVariable String service, HttpServletRequest http) {
        dispatcher.expect(service);
        return planner.plan(service, request(body(http)));
    }

    @PostMapping("/${sextant.plugin.name}/v1/services/{service}/cancel")
    ResponseEntity<Void> cancel(@PathVariable String service, @RequestBody CancelRequest request) {
        dispatcher.cancel(checked(request.requestId()), request.records());
        return ResponseEntity.accepted().build();
    }

    private InvocationRequest request(JsonNode body) {
        try {
            return named(json.treeToValue(body, InvocationRequest.class));
        } catch (JacksonException e) {
            throw new ProblemException(
                    SdkError.INVOCATION_MALFORMED, "The body is no invocation: " + e.getOriginalMessage(), e);
        }
    }

    private static InvocationRequest named(InvocationRequest request) {
        checked(request.requestId());
        return request;
    }

    private static String checked(@Nullable String requestId) {
        if (requestId == null || !REQUEST_ID.matcher(requestId).matches()) {
            throw new ProblemException(
                    SdkError.INVOCATION_INVALID, "requestId is missing, or not 1 to 100 visible ASCII characters");
        }
        return requestId;
    }

    private JsonNode body(HttpServletRequest http) {
        byte[] bytes;
        try (InputStream stream = http.getInputStream()) {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        } catch (IOException broken) {
            throw new ProblemException(SdkError.INVOCATION_MALFORMED, "The body did not arrive in full", broken);
        }
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(
                    SdkError.INVOCATION_TOO_LARGE, "A call has at most " + MAX_BYTES + " bytes; send smaller batches");
        }
        try {
            JsonNode body = json.readTree(bytes);
            if (body instanceof ObjectNode object) {
                if (!object.has("attempt")) {
                    // WeCube's core does not count attempts.
                    object.put("attempt", 1);
                }
                return object;
            }
        } catch (JacksonException e) {
            throw new ProblemException(SdkError.INVOCATION_MALFORMED, "The body is not JSON" + place(e.getLocation()));
        }
        throw new ProblemException(SdkError.INVOCATION_MALFORMED, "The body is not a JSON object");
    }

    /** A body that is refused for its nesting has no place. */
    private static String place(@Nullable TokenStreamLocation location) {
        return location == null
                ? ", or is nested too deeply"
                : ", line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    /** The same content gives the same text, in whichever order its fields came. */
    private JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            ObjectNode result = json.createObjectNode();
            result.setAll(fields);
            return result;
        }
        if (node.isArray()) {
            var result = json.createArrayNode();
            node.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return node;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
