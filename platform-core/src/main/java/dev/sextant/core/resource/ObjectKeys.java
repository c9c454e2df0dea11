package dev.sextant.core.resource;

import dev.sextant.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What people may ask of keys, and how a file is called that was one. */
final class ObjectKeys {
    private static final int MOST_BYTES = 1024;
    private static final int LONGEST_NAME = 120;

    private ObjectKeys() {}

    /**
     * Refuses, in a key or its beginning, what no storage has to keep, and segments of dots: they stand for themselves in a key, but a server on the way
     * may resolve them and come to another bucket.
     */
    static String permitted(String key) {
        var tooLong = key.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
        if (tooLong
                || key.indexOf('\0') >= 0
                || Arrays.stream(key.split("/", -1)).anyMatch(ObjectKeys::isDots)) {
            throw new ProblemException(
                    ResourceError.OBJECT_KEY,
                    "A key has at most %d bytes, and no NUL and no segments . and .. in it".formatted(MOST_BYTES));
        }
        return key;
    }

    /** Refuses what no object can have, and what is not {@link #permitted}. */
    static String named(String key) {
        if (key.isEmpty()) {
            throw new ProblemException(
                    ResourceError.OBJECT_KEY, "No object has an empty key; list them, and ask for one");
        }
        return permitted(key);
    }

    /** The last segment, without what a file system or a terminal takes for more than a character. */
    static String fileName(String key) {
        var name = key.substring(key.lastIndexOf('/') + 1)
                .replaceAll("[\\p{C}\\p{Z}\\\\:*?\"'<>|;%]", "_")
                .replaceFirst("^\\.+", "_");
        return name.isEmpty()
                ? "object"
                : name.codePoints()
                        .limit(LONGEST_NAME)
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());
    }

    private static boolean isDots(String segment) {
        return segment.equals(".") || segment.equals("..");
    }
}
