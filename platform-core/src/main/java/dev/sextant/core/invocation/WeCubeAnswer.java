package dev.sextant.core.invocation;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plugin built for WeCube answers, or says in its callback.
 *
 * @param resultCode {@code 0} when the call was understood
 * @param resultMessage a sentence for people
 * @param requestId the attempt; only callbacks name it
 * @param outcomes one for each output; outputs of whatever name are outputs, since WeCube has no outcomes of its own
 */
record WeCubeAnswer(
        String resultCode, String resultMessage, @Nullable String requestId, List<RecordOutcome> outcomes) {
    private static final String OK = "0";
    private static final String CALLBACK_PARAMETER = "callbackParameter";
    private static final Set<String> OWN = Set.of(CALLBACK_PARAMETER, "errorCode", "errorMessage");

    /**
     * Reads an answer.
     *
     * @param records the records that were asked for; an only one need not be named in the answer
     * @throws tools.jackson.core.JacksonException when it is no answer
     */
    static WeCubeAnswer read(JsonMapper json, String body, List<String> records) {
        var answer = json.readTree(body);
        if (!answer.isObject()) {
            throw MismatchedInputException.from((JsonParser) null, WeCubeAnswer.class, "not an object");
        }
        var code = answer.path("resultCode").asString("").strip();
        var results = answer.path("results");
        var outcomes = new ArrayList<RecordOutcome>();
        for (var output : results.path("outputs")) {
            outcomes.add(outcome(json, output, code, records));
        }
        var requestId = results.path("requestId").asString("");
        return new WeCubeAnswer(
                code.isEmpty() ? OK : code,
                answer.path("resultMessage").asString(""),
                requestId.isEmpty() ? null : requestId,
                outcomes);
    }

    boolean isRefusal() {
        return !resultCode.equals(OK) && outcomes.isEmpty();
    }

    private static RecordOutcome outcome(JsonMapper json, JsonNode output, String code, List<String> records) {
        var record = output.path(CALLBACK_PARAMETER).asString("");
        if (record.isEmpty() && records.size() == 1) {
            record = records.getFirst();
        }
        var own = output.path("errorCode").asString("").strip();
        var said = own.isEmpty() ? code : own;
        var outcome = said.isEmpty() || said.equals(OK) ? Outcome.SUCCEEDED : Outcome.FAILED;
        var message = output.path("errorMessage").asString("");
        return RecordOutcome.of(record, outcome, null, message, outputs(json, output));
    }

    @SuppressWarnings("NullAway") // the nullness of nested type arguments is not read from class files
    private static Map<String, @Nullable Object> outputs(JsonMapper json, JsonNode output) {
        var outputs = new LinkedHashMap<String, @Nullable Object>();
        for (var field : output.properties()) {
            if (!OWN.contains(field.getKey())) {
                outputs.put(field.getKey(), json.treeToValue(field.getValue(), Object.class));
            }
        }
        return outputs;
    }
}
