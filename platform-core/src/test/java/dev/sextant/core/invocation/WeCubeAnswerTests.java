package dev.sextant.core.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sextant.contract.wire.Outcome;
import dev.sextant.contract.wire.RecordOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class WeCubeAnswerTests {

    @ParameterizedTest
    @CsvSource({
        "'0', '\"0\"', SUCCEEDED",
        "'1', '\"0\"', SUCCEEDED",
        "'1', '\"1\"', FAILED",
        "'0', '1', FAILED",
        "'0', '0', SUCCEEDED",
        "'0', '\"\"', SUCCEEDED",
        "'1', '\"\"', FAILED",
        "'0', '\"E42\"', FAILED",
    })
    void takesEachRecordsOwnCodeBeforeThatOfTheCall(String code, String own, Outcome expected) {
        var answer = read("{'resultCode': '%s', 'results': {'outputs': [{'callbackParameter': 'a', 'errorCode': %s}]}}"
                .formatted(code, own));

        assertThat(answer.outcomes()).extracting(RecordOutcome::outcome).containsExactly(expected);
    }

    @Test
    void takesWhatOursWouldMeanByAFieldForAnOutput() {
        var outcome = read("{'results': {'outputs': [{'callbackParameter': 'a', 'errorCode': '0', 'outcome': 'FAILED',"
                        + " 'reason': 7, 'list': [1, null], 'nothing': null}]}}")
                .outcomes()
                .getFirst();

        assertThat(outcome.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(outcome.outputs())
                .containsEntry("outcome", "FAILED")
                .containsEntry("reason", 7)
                .containsEntry("nothing", null)
                .doesNotContainKeys("errorCode", "callbackParameter");
    }

    @Test
    void guessesTheRecordOnlyWhereThereIsOne() {
        var body = "{'resultCode': 0, 'results': {'outputs': [{'errorCode': '0'}]}}";

        assertThat(read(body, "only").outcomes().getFirst().callbackParameter()).isEqualTo("only");
        assertThat(read(body, "a", "b").outcomes().getFirst().callbackParameter())
                .isEmpty();
    }

    @Test
    void takesACodeWithoutOutputsForARefusal() {
        assertThat(read("{'resultCode': '1', 'resultMessage': 'full'}").isRefusal())
                .isTrue();
        assertThat(read("{'resultCode': '1', 'results': {'outputs': null}}").isRefusal())
                .isTrue();
        assertThat(read("{'resultCode': '0', 'results': null}").isRefusal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "no JSON", "{"})
    void refusesWhatIsNoAnswer(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(JacksonException.class);
    }

    private static WeCubeAnswer read(String body, String... records) {
        return WeCubeAnswer.read(JsonMapper.shared(), body.replace('\'', '"'), List.of(records));
    }
}
