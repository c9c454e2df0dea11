package dev.sextant.testkit;

/** Whether a deviation breaks the contract. */
public enum Severity {
    ERROR,
    WARNING
}
