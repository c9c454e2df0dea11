package dev.sextant.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words and options that a command was given. */
record Options(List<String> words, Map<String, List<String>> values) {

    static Options of(List<String> arguments, OptionForm form) throws UsageException {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            if (!form.knows(argument)) {
                throw new UsageException("There is no option '" + argument + "'");
            }
            boolean again = values.containsKey(argument) && !form.repeated().contains(argument);
            if (i + 1 == arguments.size() || again) {
                throw new UsageException("The option " + argument + " wants one value, once");
            }
            values.computeIfAbsent(argument, name -> new ArrayList<>()).add(arguments.get(++i));
        }
        check(words, values, form);
        return new Options(words, values);
    }

    private static void check(List<String> words, Map<String, List<String>> values, OptionForm form)
            throws UsageException {
        if (words.size() != form.words().size()) {
            throw new UsageException(
                    form.words().isEmpty()
                            ? "The command wants options only, not '" + words.get(0) + "'"
                            : "The command wants " + String.join(" ", form.words()));
        }
        for (String name : form.required()) {
            if (!values.containsKey(name)) {
                throw new UsageException("The option " + name + " is missing");
            }
        }
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String get(String name) {
        return values.containsKey(name) ? values.get(name).get(0) : "";
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
