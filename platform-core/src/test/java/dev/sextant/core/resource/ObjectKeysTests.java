package dev.sextant.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectKeysTests {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a/b/report.pdf, report.pdf",
                "a/, object",
                ".bashrc, _bashrc",
                "a/...x, _x",
                "C:\\autoexec.bat, C__autoexec.bat",
                "a/\u202egnp.exe, _gnp.exe",
                "a/b;c\u0000d%0ae, b_c_d_0ae",
                "汉字 二.txt, 汉字_二.txt",
                "a/\ud83d\ude00, \ud83d\ude00"
            })
    void namesAFileAfterItsKeyWithoutWhatMeansMore(String key, String name) {
        assertThat(ObjectKeys.fileName(key)).isEqualTo(name);
    }
}
