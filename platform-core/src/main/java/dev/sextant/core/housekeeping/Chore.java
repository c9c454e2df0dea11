package dev.sextant.core.housekeeping;

import java.time.Duration;

/**
 * Work that is done at the start and again and again after that; a bean of this type is all it takes.
 *
 * @param what what is done, for the log: "Old events are removed"
 * @param pause from the end of one time to the beginning of the next
 * @param work may fail: then it is logged and done again after the same pause
 */
public record Chore(String what, Duration pause, Runnable work) {}
