package dev.sextant.cli;

import java.util.List;

/** The commands as a process of their own, whose exit status says how it went. */
public final class SextantProcess {

    private SextantProcess() {}

    /** Runs a command and ends the process: 0 when it was done, 1 when its input is wrong, 2 when it was called wrongly. */
    public static void main(String[] arguments) {
        System.exit(Sextant.run(List.of(arguments), System.out, System.err));
    }
}
