package dev.sextant.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a command; each is wanted once. */
record Options(Map<String, String> values) {

    static Options of(List<String> arguments, List<String> wanted) throws UsageException {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!wanted.contains(name)) {
                throw new UsageException("There is no option '" + name + "'");
            }
            if (i + 1 >= arguments.size() || values.put(name, arguments.get(i + 1)) != null) {
                throw new UsageException("The option " + name + " wants one value, once");
            }
        }
        for (String name : wanted) {
            if (!values.containsKey(name)) {
                throw new UsageException("The option " + name + " is missing");
            }
        }
        return new Options(values);
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }
}
