package dev.sextant.core.dynamicmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import dev.sextant.contract.manifest.AttributeType;
import dev.sextant.contract.manifest.EntityName;
import dev.sextant.contract.manifest.EntitySpec;
import dev.sextant.contract.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ToldModelTests {

    @Test
    void readsBothDialectsOfAttributes() {
        var entity = read("""
                {"status": "OK", "message": "", "data": [{"name": "unit", "displayName": "Unit", "more": 1, "attributes": [
                  {"name": "id", "dataType": "str", "mandatory": true},
                  {"name": "size", "datatype": "int", "required": "Y", "multiple": "N"},
                  {"name": "hosts", "dataType": "multiRef", "refPackageName": "wecmdb", "refEntityName": "host", "refAttributeName": "id"},
                  {"name": "up", "dataType": "ref", "refEntity": "unit"},
                  {"name": "id", "dataType": "int"}]}]}""").getFirst();

        assertThat(entity.name()).isEqualTo("unit");
        assertThat(entity.attributes())
                .extracting("name", "type", "required", "many", "reference")
                .containsExactly(
                        tuple("id", AttributeType.STRING, true, false, null),
                        tuple("size", AttributeType.INTEGER, true, false, null),
                        tuple("hosts", AttributeType.STRING, false, true, new EntityName("wecmdb", "host")),
                        tuple("up", AttributeType.STRING, false, false, new EntityName("probe", "unit")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "no JSON",
                "[]",
                "{}",
                "{'data': {}}",
                "{'status': 'ERROR', 'message': 'down', 'data': []}",
                "{'data': [{}]}",
                "{'data': [{'name': '../unit'}]}",
                "{'data': [{'name': 'unit'}, {'name': 'unit'}]}",
                "{'data': [{'name': 'unit', 'attributes': [{'name': 'a b'}]}]}"
            })
    void takesNothingOfAModelThatIsNone(String body) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(body.replace('\'', '"')))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ModelError.MODEL_INVALID));
    }

    private static List<EntitySpec> read(String body) {
        return ToldModel.read(JsonMapper.shared(), "probe", body);
    }
}
