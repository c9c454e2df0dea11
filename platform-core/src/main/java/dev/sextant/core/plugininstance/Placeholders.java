package dev.sextant.core.plugininstance;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with gaps such as <code>{{DB_HOST}}</code>. What is put into a gap is never searched for gaps itself. */
final class Placeholders {
    private static final Pattern GAP = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_][A-Za-z0-9._-]{0,199})\\s*}}");

    private Placeholders() {}

    /** The names of all gaps, in their order. */
    static Set<String> names(Collection<String> texts) {
        var names = new LinkedHashSet<String>();
        for (var text : texts) {
            GAP.matcher(text).results().forEach(gap -> names.add(gap.group(1)));
        }
        return names;
    }

    /** The text with its gaps filled; one of an unknown name stays. */
    static String fill(String text, Map<String, String> values) {
        return GAP.matcher(text)
                .replaceAll(gap -> Matcher.quoteReplacement(values.getOrDefault(gap.group(1), gap.group())));
    }
}
