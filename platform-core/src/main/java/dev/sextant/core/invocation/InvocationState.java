package dev.sextant.core.invocation;

/** How far a call has come. */
enum InvocationState {
    /** Certainly not received by the plugin. */
    READY,
    /** It may have been received. */
    SENDING,
    /** The plugin has it. */
    ACCEPTED,
    /** Every record has its outcome. */
    FINISHED
}
