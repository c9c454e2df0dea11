package dev.sextant.auth;

import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the auth-server over a bare socket, so that no client tidies a path or a header before it is sent. */
record AuthClient(int port) {
    private static final String BASE = "/auth/v1";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    record Answer(int status, Map<String, String> headers, String body) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String code() {
            return json().path("code").asString("");
        }

        String error() {
            return json().path("error").asString("");
        }

        String token() {
            return json().path("accessToken").asString("");
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String cookie() {
            String cookie = header("set-cookie");
            return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
        }
    }

    Answer signIn(String name, String password) {
        return signInFrom("127.0.0.9", name, password);
    }

    Answer signInFrom(String address, String name, String password) {
        String body = JsonMapper.shared().writeValueAsString(Map.of("username", name, "password", password));
        return post("/sign-in", Map.of("X-Forwarded-For", address, "Content-Type", JSON), body);
    }

    Answer changePassword(String token, String current, String chosen) {
        return send(
                "PUT",
                "/users/me/password",
                token,
                "{\"currentPassword\":\"%s\",\"newPassword\":\"%s\"}".formatted(current, chosen));
    }

    Answer reset(String token, String name) {
        return send("POST", "/users/" + name + "/password-reset", token, null);
    }

    Answer refresh(String cookie) {
        return post("/refresh", Map.of("Cookie", "sextant_refresh=" + cookie), "");
    }

    Answer refresh(String cookie, String attempt) {
        return post("/refresh", Map.of("Cookie", "sextant_refresh=" + cookie, "Idempotency-Key", attempt), "");
    }

    Answer token(String clientId, ECKey key) {
        return token(Assertions.of(clientId, key).sign());
    }

    Answer token(String assertion) {
        return form(Map.of("grant_type", "client_credentials"), assertion);
    }

    Answer exchange(String service, ECKey key, String subjectToken, String audience) {
        return form(
                Map.of(
                        "grant_type",
                        "urn:ietf:params:oauth:grant-type:token-exchange",
                        "subject_token",
                        subjectToken,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:access_token",
                        "audience",
                        audience),
                Assertions.of("service:" + service, key).sign());
    }

    Answer putIdentity(String token, String name, ECKey key, String... permissions) {
        String body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "publicKey", key.toPublicJWK().toJSONObject(), "permissions", Arrays.asList(permissions)));
        return send("PUT", "/identities/" + name, token, body);
    }

    Answer get(String path, String token) {
        return send("GET", path, token, null);
    }

    Answer send(String method, String path, @Nullable String token, @Nullable String body) {
        Map<String, String> headers = new HashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (body != null) {
            headers.put("Content-Type", JSON);
        }
        return exchange(method, BASE + path, headers, body == null ? "" : body);
    }

    Answer post(String path, Map<String, String> headers, String body) {
        return exchange("POST", BASE + path, headers, body);
    }

    /** A request whose path is sent as it is. */
    Answer raw(String method, String path, @Nullable String token) {
        return exchange(method, path, token == null ? Map.of() : Map.of("Authorization", "Bearer " + token), "");
    }

    private Answer form(Map<String, String> fields, String assertion) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        all.put("client_assertion", assertion);
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post("/token", Map.of("Content-Type", FORM), body);
    }

    private Answer exchange(String method, String path, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder request =
                new StringBuilder("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n".formatted(method, path));
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            socket.getOutputStream().flush();
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Answer parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        String[] lines = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new HashMap<>();
        for (int index = 1; index < lines.length; index++) {
            int colon = lines[index].indexOf(':');
            headers.put(
                    lines[index].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[index].substring(colon + 1).strip());
        }
        String body = text.substring(end + 4);
        boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        StringBuilder whole = new StringBuilder();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (at < bytes.length) {
            int lineEnd = at;
            while (bytes[lineEnd] != '\r') {
                lineEnd++;
            }
            int length = Integer.parseInt(new String(bytes, at, lineEnd - at, StandardCharsets.US_ASCII), 16);
            whole.append(new String(bytes, lineEnd + 2, length, StandardCharsets.UTF_8));
            at = lineEnd + 2 + length + 2;
            if (length == 0) {
                break;
            }
        }
        return whole.toString();
    }
}
