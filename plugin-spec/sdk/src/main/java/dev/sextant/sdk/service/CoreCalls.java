package dev.sextant.sdk.service;

import dev.sextant.contract.wire.InvocationResponse;
import dev.sextant.contract.wire.Report;
import java.util.Map;

/** What the SDK tells the core of an attempt. */
interface CoreCalls {

    /** What came of a call. */
    sealed interface Answer {

        /** The core has it; the next offset of each record that was named. */
        record Accepted(Map<String, Long> offsets) implements Answer {}

        /** Output does not follow on what the core has. */
        record Conflict() implements Answer {}

        /** The core does not know the attempt or has ended it, so its work is to stop. */
        record Ended() implements Answer {}

        /** The core does not take it, for example because the plugin may not speak of the attempt. */
        record Unwanted(String why) implements Answer {}

        /** Nobody answered, or not sensibly; to be tried again. */
        record Failed(String why) implements Answer {}
    }

    Answer report(String requestId, Report report) throws InterruptedException;

    Answer callback(String requestId, InvocationResponse response) throws InterruptedException;
}
