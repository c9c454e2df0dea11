package dev.sextant.jobexecution.runner;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What runs on a host: text, arguments and environment reach the interpreter as the bytes that they are in UTF-8. */
public record Script(
        String text,
        Language language,
        List<String> arguments,
        Map<String, String> environment,
        Duration timeout,
        @Nullable String runAs) {
    /** The largest script text, in bytes. */
    public static final int MAX_TEXT = 1024 * 1024;

    /** The largest sum of arguments and environment, in bytes: well within what every kernel hands to a program. */
    public static final int MAX_WORDS = 512 * 1024;

    private static final int MAX_WORD = 128 * 1024 - 1;
    private static final Duration MAX_TIMEOUT = Duration.ofDays(6);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");
    private static final Pattern USER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.@-]{0,254}\\$?");
    private static final Pattern FIRST_LINE = Pattern.compile("#![ \\t]*(\\S+)(?:[ \\t]+(\\S+))?[ \\t]*\\r?");
    private static final Pattern PROGRAM = Pattern.compile("/[A-Za-z0-9_./+-]{1,200}");
    private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9_./+=-]{1,200}");

    /** Variables that shells keep for themselves: some abort when they are set, others would arrive changed. */
    private static final Set<String> KEPT_BY_SHELLS = Set.of(
            "_",
            "BASHOPTS",
            "BASH_VERSINFO",
            "EUID",
            "LINENO",
            "OLDPWD",
            "OPTIND",
            "PPID",
            "PWD",
            "SHELLOPTS",
            "SHLVL",
            "UID");

    public Script {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        requireText(text);
        interpreter(language, text);
        requireWords(arguments, environment);
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new InvalidScriptException("timeout is " + timeout + ": give one between PT1S and P6D");
        }
        if (runAs != null && !USER.matcher(runAs).matches()) {
            throw new InvalidScriptException("runAs is not the name of a user");
        }
    }

    /** The interpreter's words; the first line of a shell script may name another one than {@code /bin/sh}. */
    List<String> interpreter() {
        return interpreter(language, text);
    }

    private static List<String> interpreter(Language language, String text) {
        if (language == Language.PYTHON) {
            return List.of("python3", "-u");
        }
        if (!text.startsWith("#!")) {
            return List.of("/bin/sh");
        }
        var line = FIRST_LINE.matcher(text.lines().findFirst().orElse(""));
        if (!line.matches() || !PROGRAM.matcher(line.group(1)).matches()) {
            throw new InvalidScriptException("the script's first line must be like #!/bin/bash or #!/usr/bin/env bash");
        }
        if (line.group(2) == null) {
            return List.of(line.group(1));
        }
        if (!OPTION.matcher(line.group(2)).matches()) {
            throw new InvalidScriptException(
                    "the script's first line has an option with characters that are not allowed");
        }
        return List.of(line.group(1), line.group(2));
    }

    static byte[] utf8(String text, String what) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidScriptException(what + " holds a NUL character, which no program can be given");
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] exact = new byte[bytes.remaining()];
            bytes.get(exact);
            return exact;
        } catch (CharacterCodingException halfCharacter) {
            throw new InvalidScriptException(what + " holds half a character (a lone surrogate)");
        }
    }

    private static void requireText(String text) {
        int size = utf8(text, "the script").length;
        if (text.isBlank()) {
            throw new InvalidScriptException("the script is empty");
        }
        if (size > MAX_TEXT) {
            throw new InvalidScriptException("the script has " + size + " bytes, more than " + MAX_TEXT);
        }
    }

    private static void requireWords(List<String> arguments, Map<String, String> environment) {
        int sum = 0;
        for (int i = 0; i < arguments.size(); i++) {
            sum += sizeOf(arguments.get(i), "argument " + (i + 1));
        }
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            requireName(variable.getKey());
            sum += sizeOf(variable.getValue(), "variable " + variable.getKey())
                    + variable.getKey().length();
        }
        if (sum > MAX_WORDS) {
            throw new InvalidScriptException(
                    "arguments and environment have " + sum + " bytes, more than " + MAX_WORDS);
        }
    }

    private static void requireName(String name) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new InvalidScriptException(
                    "a variable's name must be letters, digits and underscores: " + printable(name));
        }
        if (KEPT_BY_SHELLS.contains(name)) {
            throw new InvalidScriptException("the variable " + name + " is kept by shells for themselves");
        }
    }

    private static int sizeOf(String word, String what) {
        int size = utf8(word, what).length + 1;
        if (size > MAX_WORD) {
            throw new InvalidScriptException(what + " has " + size + " bytes, more than " + MAX_WORD);
        }
        return size;
    }

    private static String printable(String name) {
        return name.replaceAll("[^ -~]", "?").substring(0, Math.min(40, name.length()));
    }

    @Override
    public String toString() {
        return "Script[" + language + ", " + text.length() + " characters]";
    }
}
