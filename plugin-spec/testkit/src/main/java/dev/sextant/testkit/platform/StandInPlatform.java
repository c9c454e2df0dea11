package dev.sextant.testkit.platform;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sextant.contract.problem.Problem;
import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.Report;
import dev.sextant.contract.wire.ReportReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gateway, token endpoint and core in one small server, as far as a plugin speaks to them. It drops connections and refuses when it
 * is told to, and answers for other plugins what it was given.
 */
public final class StandInPlatform implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern MESSAGE = Pattern.compile("/platform/v1/invocations/([^/]{1,200})/(reports|callback)");
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int TOKEN_SECONDS = 600;
    private static final long MOST_ASSERTION_MILLIS = 60_000;

    private final TokenMint tokens = new TokenMint();
    private final PluginSecrets secrets;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Attempt> attempts = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Set<String> breaches = ConcurrentHashMap.newKeySet();
    private final Set<String> assertions = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    static {
        // Else the server holds an answer's second packet until the first is acknowledged, which takes clients 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private StandInPlatform(HttpServer server, PluginSecrets secrets) {
        this.server = server;
        this.secrets = secrets;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A platform that listens at an address, for the plugin with these secrets. */
    public static StandInPlatform at(InetSocketAddress address, PluginSecrets secrets) {
        try {
            return new StandInPlatform(HttpServer.create(address, 0), secrets);
        } catch (IOException failed) {
            throw new UncheckedIOException("The stand-in of the platform cannot listen at " + address, failed);
        }
    }

    /** Where the plugin finds the gateway. */
    public URI gateway() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    /** What signs the tokens of those who call the plugin. */
    public TokenMint tokens() {
        return tokens;
    }

    /** Expects news of an attempt with these records. */
    public Attempt expect(String requestId, Iterable<String> records) {
        Set<String> ids = new LinkedHashSet<>();
        records.forEach(ids::add);
        return attempts.computeIfAbsent(requestId, id -> new Attempt(id, ids));
    }

    /** Answers for somebody whom the plugin calls. */
    public void answer(Answer answer) {
        answers.put(answer.method() + " " + answer.path(), answer);
    }

    /** What broke the contract and belongs to no attempt. */
    public List<String> breaches() {
        return breaches.stream().sorted().toList();
    }

    /** Method and path of each request that came, in their order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** An answer; null in its place closes the connection. */
    private record Reply(int status, Object body) {
        static Reply problem(int status, String code, String detail) {
            return new Reply(status, new Problem("about:blank", code, status, detail, code, List.of(), null));
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            Reply reply = reply(exchange, path, body);
            if (reply == null) {
                return;
            }
            byte[] bytes = JSON.writeValueAsBytes(reply.body());
            boolean problem = reply.status() >= 400;
            exchange.getResponseHeaders().add("Content-Type", problem ? Problem.MEDIA_TYPE : "application/json");
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private @Nullable Reply reply(HttpExchange exchange, String path, byte[] body) {
        if (path.equals("/auth/v1/token")) {
            return token(new String(body, StandardCharsets.UTF_8));
        }
        String plugin = tokens.pluginOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (plugin == null) {
            breaches.add(exchange.getRequestMethod() + " " + path + " came without a token of the plugin");
            return Reply.problem(401, "UNAUTHENTICATED", "Send the token that the token endpoint gave you");
        }
        if (path.equals("/auth/v1/keys")) {
            return new Reply(200, tokens.published());
        }
        Matcher message = MESSAGE.matcher(path);
        if (message.matches()) {
            return message(message.group(1), message.group(2).equals("callback"), body);
        }
        Answer answer = answers.get(exchange.getRequestMethod() + " " + path);
        return answer == null
                ? Reply.problem(404, "NOT_FOUND", "Nobody answers at " + path + "; give the test an answer for it")
                : new Reply(answer.status(), answer.body() == null ? Map.of() : answer.body());
    }

    private @Nullable Reply message(String id, boolean callback, byte[] body) {
        Attempt attempt = attempts.get(URLDecoder.decode(id, StandardCharsets.UTF_8));
        if (attempt == null) {
            breaches.add("the plugin speaks of the attempt '" + id + "', which it was never given");
            return Reply.problem(404, "INVOCATION_NOT_FOUND", "There is no invocation " + id + " of yours");
        }
        Integer refusal = attempt.refusal();
        if (refusal != null) {
            attempt.refused();
            return Reply.problem(refusal, "INVOCATION_ENDED", "The invocation " + id + " has ended");
        }
        if (attempt.losesMessage()) {
            return null;
        }
        Reply reply = callback ? callback(attempt, body) : report(attempt, body);
        return attempt.losesAnswer(callback) ? null : reply;
    }

    private static Reply callback(Attempt attempt, byte[] body) {
        try {
            attempt.callback(JSON.readValue(body, InvocationResponse.class));
            return new Reply(200, Map.of("status", "OK"));
        } catch (JacksonException malformed) {
            return malformed(attempt, malformed.getOriginalMessage());
        }
    }

    private static Reply report(Attempt attempt, byte[] body) {
        try {
            Map<String, Long> accepted = attempt.report(JSON.readValue(body, Report.class));
            return accepted == null
                    ? Reply.problem(409, "OUTPUT_GAP", "A piece of output is missing before this one")
                    : new Reply(200, new ReportReply(accepted));
        } catch (JacksonException malformed) {
            return malformed(attempt, malformed.getOriginalMessage());
        } catch (IllegalArgumentException malformed) {
            return malformed(attempt, "output that is not base64");
        }
    }

    private static Reply malformed(Attempt attempt, String why) {
        attempt.malformed(why);
        return Reply.problem(400, "MALFORMED", why);
    }

    private Reply token(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            String[] pair = field.split("=", 2);
            fields.put(pair[0], URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8));
        }
        try {
            SignedJWT assertion = SignedJWT.parse(fields.getOrDefault("client_assertion", ""));
            JWTClaimsSet claims = assertion.getJWTClaimsSet();
            if (!assertion.verify(new ECDSAVerifier(secrets.publicKey().toECPublicKey()))) {
                return refusedIdentity(
                        "the client assertion is not signed with the key of SEXTANT_SECRETS/identity.jwk");
            }
            String subject = String.valueOf(claims.getSubject());
            String wrong = wrong(claims, subject);
            if (!wrong.isEmpty()) {
                return refusedIdentity("the client assertion " + wrong);
            }
            String token = tokens.ofPlugin(subject.substring("plugin:".length()));
            return new Reply(200, Map.of("access_token", token, "token_type", "Bearer", "expires_in", TOKEN_SECONDS));
        } catch (ParseException | JOSEException malformed) {
            return refusedIdentity("the token request carries no signed client assertion (RFC 7523)");
        }
    }

    private String wrong(JWTClaimsSet claims, String subject) {
        Date issued = claims.getIssueTime();
        Date end = claims.getExpirationTime();
        if (!subject.startsWith("plugin:") || !subject.equals(claims.getIssuer())) {
            return "needs iss and sub plugin:NAME";
        }
        if (!claims.getAudience().equals(List.of("sextant/token"))) {
            return "is for " + claims.getAudience() + " instead of sextant/token";
        }
        if (issued == null || end == null || end.getTime() - issued.getTime() > MOST_ASSERTION_MILLIS) {
            return "lives longer than 60 s";
        }
        String id = claims.getJWTID();
        return id == null || !assertions.add(id) ? "was used twice, or has no jti" : "";
    }

    private Reply refusedIdentity(String why) {
        breaches.add(why);
        return new Reply(401, Map.of("error", "invalid_client", "error_description", why));
    }
}
