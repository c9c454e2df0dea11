package dev.sextant.testkit;

/** What a check is about, in the order of the report. */
public enum CheckGroup {
    START("Start and health"),
    MANIFEST("Manifest"),
    ACCESS("Closed by default"),
    SERVICES("Services"),
    DATA("Data"),
    SECRETS("Secrets"),
    LIMITS("Limits and shutdown");

    private final String title;

    CheckGroup(String title) {
        this.title = title;
    }

    /** The group's name for people. */
    public String title() {
        return title;
    }
}
