package dev.sextant.contract.archive;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names of entries: the few that mean the same to every reader on every system. */
final class ZipName {

    private static final String PART = "[A-Za-z0-9_@+](?:[A-Za-z0-9._@+-]*[A-Za-z0-9_@+-])?";

    private static final Pattern SAFE = Pattern.compile("(?=.{1,200}$)" + PART + "(?:/" + PART + ")*");

    /** Windows opens these as devices, whatever follows the first dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(?:.*/)?(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./].*)?");

    private ZipName() {}

    /** The name of a file, or of a folder with a slash at its end. */
    static String safe(byte[] bytes) {
        String name = new String(bytes, StandardCharsets.ISO_8859_1);
        String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (!SAFE.matcher(plain).matches() || DEVICE.matcher(plain).matches()) {
            throw new PackageException(
                    PackageErrorCode.PACKAGE_UNSAFE_ENTRY,
                    "'" + printable(name) + "' is not accepted as a name: plain relative names of letters, digits and"
                            + " . _ - + @ are, without .. and without the names of devices");
        }
        return name;
    }

    /** Text from outside, fit for a message. */
    static String printable(String name) {
        String text = name.replaceAll("[^\\x20-\\x7E]", "?");
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
