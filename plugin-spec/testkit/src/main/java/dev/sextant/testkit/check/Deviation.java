package dev.sextant.testkit.check;

/** The plugin does otherwise than the contract says; the message tells what was seen. */
final class Deviation extends Exception {
    private static final long serialVersionUID = 1L;

    Deviation(String seen) {
        super(seen, null, false, false);
    }
}
