package dev.sextant.cli.project;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a plugin may be written in. */
public enum Language {
    JAVA("mvn test"),
    PYTHON("python3 -m unittest discover tests"),
    NODE("node --test tests/"),
    SHELL("sh tests/hello.sh");

    private final String test;

    Language(String test) {
        this.test = test;
    }

    /** The language of a text, if there is such a one. */
    public static Optional<Language> find(String text) {
        return Arrays.stream(values())
                .filter(language -> language.text().equals(text))
                .findFirst();
    }

    /** All languages, as people write them. */
    public static String all() {
        return Arrays.stream(values()).map(Language::text).collect(Collectors.joining(", "));
    }

    /** The name in command lines and projects. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The command that runs a new project's unit test. */
    String test() {
        return test;
    }

    /** What the image starts: tini collects the processes that nobody waits for. */
    List<String> entrypoint() {
        return switch (this) {
            case PYTHON -> List.of("/usr/bin/tini", "--", "python3", "-m", "sextant");
            case SHELL -> List.of("/usr/bin/tini", "--", "python3", "-m", "sextant.shell");
            case NODE ->
                List.of(
                        "/usr/bin/tini",
                        "--",
                        "node",
                        "--max-old-space-size=64",
                        "--max-semi-space-size=2",
                        "node_modules/sextant/main.mjs");
            case JAVA -> throw new IllegalStateException("Maven makes the image of a plugin in Java");
        };
    }
}
