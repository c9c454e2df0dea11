package dev.sextant.testkit.check;

import dev.sextant.contract.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request and what the plugin answered.
 *
 * @param request method and path
 * @param status the answer's status
 * @param contentType the answer's media type
 * @param body the answer's body
 */
record Exchange(String request, int status, String contentType, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 300;

    /** Fails unless the status is this one. */
    Exchange expect(int wanted) throws Deviation {
        if (status != wanted) {
            throw new Deviation(seen());
        }
        return this;
    }

    /** Fails unless the plugin refused, and said so as a problem. */
    Exchange expectProblem(int... wanted) throws Deviation {
        boolean refused = wanted.length == 0 && status >= 400 && status < 500;
        for (int each : wanted) {
            refused |= status == each;
        }
        if (!refused) {
            throw new Deviation(seen());
        }
        if (!contentType.startsWith(Problem.MEDIA_TYPE)) {
            throw new Deviation(seen() + "; its type is '" + contentType + "' instead of " + Problem.MEDIA_TYPE);
        }
        JsonNode problem = json();
        if (problem.path("status").asInt(0) != status
                || problem.path("title").asString("").isEmpty()) {
            throw new Deviation(seen() + "; a problem says its own status and a title (RFC 9457)");
        }
        return this;
    }

    /** Fails unless the problem has this code. */
    void expectCode(String code) throws Deviation {
        if (!json().path("code").asString("").equals(code)) {
            throw new Deviation(seen() + "; its code is to be " + code);
        }
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    JsonNode json() throws Deviation {
        try {
            return JSON.readTree(body);
        } catch (JacksonException malformed) {
            throw new Deviation(seen() + ", which is not JSON");
        }
    }

    <T> T as(Class<T> type) throws Deviation {
        try {
            @Nullable T value = JSON.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (JacksonException malformed) {
            throw new Deviation(seen() + ": " + malformed.getOriginalMessage());
        }
        throw new Deviation(seen());
    }

    String seen() {
        String shown = body.length() > SHOWN ? body.substring(0, SHOWN) + "…" : body;
        return request + " was answered " + status + (shown.isBlank() ? " without a body" : " " + shown.strip());
    }
}
