package dev.sextant.core.variable;

import dev.sextant.contract.manifest.SemanticVersion;
import dev.sextant.contract.manifest.VariableType;
import dev.sextant.contract.problem.ProblemError;
import dev.sextant.contract.problem.ProblemException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What a variable may be called and hold. */
final class VariableValues {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");
    private static final Pattern PLUGIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");
    private static final int LONGEST_NUMBER = 40;

    private VariableValues() {}

    /** Refuses a key of which the parts do not fit its scope. */
    static void check(VariableKey key) {
        require(NAME.matcher(key.name()).matches(), "/name", "Write letters, digits, dots, hyphens and underscores");
        var plugin = key.scope() == Scope.GLOBAL
                ? key.plugin().isEmpty()
                : PLUGIN.matcher(key.plugin()).matches();
        require(plugin, "/plugin", "Name the plugin where the scope is PLUGIN or PACKAGE, and only there");
        var version = key.scope() == Scope.PACKAGE
                ? isVersion(key.version())
                : key.version().isEmpty();
        require(version, "/version", "Name the version (1.2.3) where the scope is PACKAGE, and only there");
    }

    /** Refuses a value that is none of the type; the message never quotes it. */
    static void check(VariableType type, String value) {
        require(value.indexOf('\0') < 0, "/value", "A value holds no NUL character");
        try {
            switch (type) {
                case STRING, TEXT, SECRET -> {}
                case INTEGER -> new BigInteger(number(value));
                case NUMBER -> new BigDecimal(number(value));
                case BOOLEAN -> require(List.of("true", "false").contains(value), "/value", "Write true or false");
                case DURATION -> Duration.parse(value);
            }
        } catch (NumberFormatException | DateTimeException wrong) {
            throw invalid("/value", "This is no value of the type " + type.text());
        }
    }

    private static String number(String value) {
        if (value.length() > LONGEST_NUMBER) {
            throw new NumberFormatException("too long");
        }
        return value;
    }

    private static boolean isVersion(String text) {
        try {
            return !text.isEmpty() && SemanticVersion.of(text).toString().equals(text);
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static void require(boolean holds, String pointer, String message) {
        if (!holds) {
            throw invalid(pointer, message);
        }
    }

    private static ProblemException invalid(String pointer, String message) {
        return new ProblemException(
                VariableError.VARIABLE_INVALID, message, List.of(ProblemError.at(pointer, message)));
    }
}
