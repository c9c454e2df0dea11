package dev.sextant.jobexecution.runner;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of the runner: the command line, the word that marks its answers, and its standard input. */
record RunnerCommand(String line, String nonce, byte[] input) {
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RunnerCommand that
                && line.equals(that.line)
                && nonce.equals(that.nonce)
                && Arrays.equals(input, that.input);
    }

    @Override
    public int hashCode() {
        return Objects.hash(line, nonce, Arrays.hashCode(input));
    }

    @Override
    public String toString() {
        return "RunnerCommand[" + nonce + "]";
    }
}
