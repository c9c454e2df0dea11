package dev.sextant.jobexecution.runner;

/** What a script is written in. */
public enum Language {
    SHELL,
    PYTHON
}
