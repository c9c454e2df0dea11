package dev.sextant.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/portal/",
                "/platform/v1/runs",
                "/platform/v1/plugin-services/job-execution:run-script@1.0.0",
                "/inventory/entities/host/query",
                "/a/..b/c..",
                "/a/%E4%BD%9C%E4%B8%9A",
                "/a/b%20c",
                "/a/...",
                "/a/~b!$&'()*+,=:@-._"
            })
    void acceptsPathsWithOneMeaning(String path) {
        assertThat(CanonicalPath.accepts(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "*",
                "//",
                "//a",
                "/a//b",
                "/a//",
                "/.",
                "/..",
                "/a/./b",
                "/a/../b",
                "/a/..",
                "/a/.",
                "/a;b",
                "/a/;/b",
                "/a\\b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%3bb",
                "/%2e%2e/a",
                "/%2E/a",
                "/.%2e/a",
                "/a%252e",
                "/a%00",
                "/a%0a",
                "/a%1f",
                "/a%7f",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%4%411",
                "/a b",
                "/a|b",
                "/a\"b",
                "/a<b>",
                "/a#b",
                "/a?b",
                "/a\u00e9",
                "/%c0%af",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%ff",
                "/%e4%bd",
                "/%ed%a0%80"
            })
    void refusesPathsThatCouldBeReadInTwoWays(String path) {
        assertThat(CanonicalPath.accepts(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 100_000})
    void refusesPathsWithoutEnd(int length) {
        assertThat(CanonicalPath.accepts("/" + "a".repeat(length))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%41", "%F0%9F%A6%8A"})
    void judgesPathsOfAnyLength(String letter) {
        int most = (4096 - 1) / letter.length();

        assertThat(CanonicalPath.accepts("/" + letter.repeat(most))).isTrue();
        assertThat(CanonicalPath.accepts("/" + letter.repeat(most + 1))).isFalse();
        assertThat(CanonicalPath.accepts("/" + letter.repeat(1_000_000))).isFalse();
    }
}
