package dev.sextant.contract.problem;

/** A failure that has a name; features implement it with an enum of their own. */
public interface ErrorCode {

    /** The stable name that programs compare, in UPPER_SNAKE; an enum's own name by default. */
    default String code() {
        return name();
    }

    /** The enum constant's name. */
    String name();

    /** The kind of failure. */
    ErrorType type();

    /** A short sentence that is the same for every occurrence. */
    String title();
}
