package dev.sextant.contract.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How an attribute is compared. */
public enum FilterOp {
    EQ("eq"),
    NEQ("neq"),
    IN("in"),
    LIKE("like"),
    NOT_LIKE("notLike"),
    GT("gt"),
    LT("lt"),
    IS("is"),
    IS_NOT("isnot");

    private final String text;

    FilterOp(String text) {
        this.text = text;
    }

    /** The operator as it is written on the wire. */
    @JsonValue
    public String text() {
        return text;
    }

    /** The operator of a text; fails with IllegalArgumentException when there is none. */
    @JsonCreator
    public static FilterOp of(String text) {
        for (FilterOp op : values()) {
            if (op.text.equals(text)) {
                return op;
            }
        }
        throw new IllegalArgumentException("There is no filter operator '" + text + "'");
    }
}
