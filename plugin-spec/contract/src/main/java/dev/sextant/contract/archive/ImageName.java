package dev.sextant.contract.archive;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of images, as a manifest and as an image archive say them. */
final class ImageName {

    /** A value that a package of WeCube leaves to the platform. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

    private ImageName() {}

    /** Whether the tag in an archive is the image that a manifest asks for. */
    static boolean fits(String wanted, String tag) {
        Matcher placeholder = PLACEHOLDER.matcher(withTag(wanted));
        StringBuilder pattern = new StringBuilder();
        int position = 0;
        while (placeholder.find()) {
            pattern.append(Pattern.quote(withTag(wanted).substring(position, placeholder.start())))
                    .append("[A-Za-z0-9._-]+");
            position = placeholder.end();
        }
        pattern.append(Pattern.quote(withTag(wanted).substring(position)));
        return Pattern.matches(pattern.toString(), withTag(tag));
    }

    private static String withTag(String name) {
        int slash = name.lastIndexOf('/');
        return name.indexOf(':', slash + 1) < 0 ? name + ":latest" : name;
    }
}
