package dev.sextant.core.resource.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTests {
    private static final String UPGRADE = """
            #@v1.1.0-begin@;
            alter table a add b int;
            #@v1.1.0-end@;
            #@v1.10.0-begin@;
            alter table a add c int;
            #@v1.10.0-end@;
            #@v2.0-begin@;
            alter table a add d int;
            #@v2.0-end@;
            """;

    @Test
    void takesAScriptApartAsTheServersClientDoes() {
        var script = SqlScript.of("init.sql", """
                -- a comment; with a semicolon
                # another; one
                /*!40101 SET NAMES utf8 */;
                create table a (x varchar(10) default ';');

                DELIMITER $$
                create procedure p() begin select 1; select 2; end$$
                DELIMITER ;
                insert into a values ('it''s \\'; --'), ("#"), ('${x}');
                select 'last'
                """);

        assertThat(script.statements()).extracting(SqlScript.Statement::line).containsExactly(3, 4, 7, 9, 10);
        assertThat(script.statements().get(2).sql()).contains("select 1; select 2; end");
        assertThat(script.statements().get(3).sql()).contains("${x}").contains("it''s \\'; --");
        assertThat(script.statements().getLast()).isEqualTo(new SqlScript.Statement(5, 10, "select 'last'"));
    }

    @Test
    void leavesToTheServerWhatNeverEnds() {
        assertThat(SqlScript.of("init.sql", "select 1;\ninsert into a values ('open")
                        .statements())
                .containsExactly(
                        new SqlScript.Statement(1, 1, "select 1"),
                        new SqlScript.Statement(2, 2, "insert into a values ('open"));
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, b c d", "1.1.0, c d", "1.2.0, c d", "v1.9.9, c d", "1.10.0, d", "2.0.0-rc.1, d", "2.0.0, ''"})
    void runsFromTheFirstSectionThatIsNewer(String installed, String columns) {
        var left = UpgradeScript.after(ScriptVersion.of(installed), "upgrade.sql", UPGRADE);

        var statements = SqlScript.of("upgrade.sql", left).statements();
        assertThat(String.join(
                        " ",
                        statements.stream()
                                .map(one -> one.sql().replaceAll(".* add (.) .*", "$1"))
                                .toList()))
                .isEqualTo(columns);
        if (!statements.isEmpty()) {
            assertThat(statements.getLast().line()).isEqualTo(8);
        }
    }

    @Test
    void takesAScriptWithoutSectionsWhole() {
        assertThat(UpgradeScript.after(ScriptVersion.of("9.0.0"), "upgrade.sql", "select 1"))
                .isEqualTo("select 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "a.b", "1..2", "1.2.", "1.2.3.4.5.6.7.8.9", "99999999999", "1.0 or 1=1"})
    void takesNoTextForAVersion(String text) {
        assertThatThrownBy(() -> ScriptVersion.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
