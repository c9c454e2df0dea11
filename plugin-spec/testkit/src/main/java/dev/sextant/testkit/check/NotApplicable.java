package dev.sextant.testkit.check;

/** A check that says nothing of this plugin; the message tells why. */
final class NotApplicable extends Exception {
    private static final long serialVersionUID = 1L;

    NotApplicable(String why) {
        super(why, null, false, false);
    }
}
