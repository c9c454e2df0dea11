package dev.sextant.gateway.door;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a raw path has only one meaning, so that no service behind the gateway can read it as another path than the
 * gateway did. A path that could be read in two ways is refused, never rewritten.
 */
final class CanonicalPath {
    /** Unreserved and sub-delimiter characters but {@code ;}. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~!$&'()*+,=:@-]*+");

    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
    /** Encoded: controls, {@code %}, {@code .}, {@code /}, {@code ;}, {@code \}, DEL. */
    private static final Pattern FORBIDDEN = Pattern.compile("%(?:[01][0-9A-Fa-f]|25|2[Ee]|2[Ff]|3[Bb]|5[Cc]|7[Ff])");

    private static final int LONGEST = 4096;

    private CanonicalPath() {}

    static boolean accepts(String rawPath) {
        if (rawPath.equals("/")) {
            return true;
        }
        if (!rawPath.startsWith("/") || rawPath.length() > LONGEST) {
            return false;
        }
        // The last segment may be empty: a trailing slash is a path of its own.
        List<String> segments = List.of(rawPath.substring(1).split("/", -1));
        int last = segments.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean trailingSlash = i == last && i > 0 && segments.get(i).isEmpty();
            if (!trailingSlash && !isPlain(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(String segment) {
        return !segment.isEmpty()
                && PLAIN.matcher(ENCODED.matcher(segment).replaceAll("")).matches()
                && !FORBIDDEN.matcher(segment).find()
                && !segment.equals(".")
                && !segment.equals("..")
                && isUtf8(segment);
    }

    /** Bytes that are not UTF-8, overlong forms among them, are read differently from one decoder to the next. */
    private static boolean isUtf8(String segment) {
        if (segment.indexOf('%') < 0) {
            return true;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                bytes.write(HexFormat.fromHexDigits(segment, i + 1, i + 3));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
