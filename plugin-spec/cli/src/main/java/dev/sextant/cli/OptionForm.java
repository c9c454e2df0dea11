package dev.sextant.cli;

import java.util.List;

/**
 * What a command takes.
 *
 * @param words the words it wants, by what they stand for
 * @param required options that are wanted once
 * @param optional options that may be given once
 * @param repeated options that may be given any number of times
 */
record OptionForm(List<String> words, List<String> required, List<String> optional, List<String> repeated) {

    boolean knows(String option) {
        return required.contains(option) || optional.contains(option) || repeated.contains(option);
    }
}
