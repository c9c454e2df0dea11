package dev.sextant.core.pluginservice;

/**
 * The value of an input where a workflow's node binds none.
 *
 * @param name the input
 * @param from where its value comes from
 * @param value the constant, the record's attribute, or the variable's name
 */
public record DefaultBinding(String name, From from, String value) {

    /** Where a value comes from; an earlier node is no choice, because only a workflow knows its nodes. */
    public enum From {
        CONSTANT,
        RECORD,
        VARIABLE
    }
}
