package dev.sextant.contract.wecube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables of a container, from a list such as <code>LEVEL={{LOG_LEVEL}},PREFIX=!,%</code>. A comma parts two
 * variables only where a name and an equals sign follow it, so that a value may hold commas.
 */
final class EnvironmentList {

    private static final String ATTRIBUTE = "envVariables";
    private static final Pattern NEXT = Pattern.compile("(?:^|,)\\s*([A-Za-z_][A-Za-z0-9_.-]{0,126})=");

    private EnvironmentList() {}

    static Map<String, String> of(ElementReader docker) {
        Map<String, String> variables = new LinkedHashMap<>();
        String list = docker.optional(ATTRIBUTE);
        if (list == null) {
            return variables;
        }
        Matcher next = NEXT.matcher(list);
        boolean more = next.find();
        String before = more ? list.substring(0, next.start()) : list;
        if (!before.isBlank()) {
            docker.ignore(
                    ATTRIBUTE, Findings.quote(before) + " is not a list of NAME=value; no variable is set from it");
        }
        while (more) {
            String name = next.group(1);
            int from = next.end();
            more = next.find();
            String value =
                    list.substring(from, more ? next.start() : list.length()).strip();
            if (variables.put(name, value) != null) {
                docker.warning(ATTRIBUTE, "The variable '" + name + "' is set twice; the later value holds");
            }
        }
        return variables;
    }
}
