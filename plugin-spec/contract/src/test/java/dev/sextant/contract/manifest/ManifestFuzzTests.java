package dev.sextant.contract.manifest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the bytes are: an answer with positions, in little memory. */
class ManifestFuzzTests {

    @FuzzTest(maxDuration = "60s")
    void answers(byte[] text) {
        Bounds.read(text);
    }
}
