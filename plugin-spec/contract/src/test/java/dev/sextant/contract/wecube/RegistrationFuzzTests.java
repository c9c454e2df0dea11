package dev.sextant.contract.wecube;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sextant.contract.manifest.Bounds;

/** Whatever stands behind the first tag: an answer with positions, in little memory. */
class RegistrationFuzzTests {

    private static final byte[] START = {'<'};

    @FuzzTest(maxDuration = "60s")
    void answers(byte[] text) {
        byte[] xml = new byte[text.length + START.length];
        System.arraycopy(START, 0, xml, 0, START.length);
        System.arraycopy(text, 0, xml, START.length, text.length);
        Bounds.read(xml);
    }
}
