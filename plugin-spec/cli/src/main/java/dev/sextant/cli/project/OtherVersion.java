package dev.sextant.cli.project;

import dev.sextant.contract.manifest.SemanticVersion;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version that a project is packed as, in the place of its own.
 *
 * @param text the version; empty when the project keeps its own
 */
public record OtherVersion(String text) {

    private static final Pattern IN_MANIFEST = Pattern.compile("(?m)^version:.*$");
    private static final Pattern IN_POM = Pattern.compile("(?s)(</parent>.*?<version>)[^<]*(</version>)");

    /** The version of a text; an empty one is none. */
    public static OtherVersion of(String text) throws ProjectException {
        try {
            return new OtherVersion(
                    text.isEmpty() ? text : SemanticVersion.of(text).toString());
        } catch (IllegalArgumentException e) {
            throw new ProjectException("--version: " + e.getMessage(), e);
        }
    }

    /** Whether the project keeps its own. */
    public boolean isNone() {
        return text.isEmpty();
    }

    /** The text of a manifest with this version. */
    public String in(String manifest) {
        return isNone()
                ? manifest
                : IN_MANIFEST.matcher(manifest).replaceFirst(Matcher.quoteReplacement("version: " + text));
    }

    /** The text of a pom.xml with this version. */
    String inPom(String pom) throws ProjectException {
        Matcher matcher = IN_POM.matcher(pom);
        if (!matcher.find()) {
            throw new ProjectException("pom.xml has no <version> after its <parent>; give the project one of its own");
        }
        return matcher.replaceFirst("$1" + Matcher.quoteReplacement(text) + "$2");
    }
}
