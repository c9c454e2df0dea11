package dev.sextant.web.page;

import org.jspecify.annotations.Nullable;

/** Which page is asked for ({@code ?limit=&after=}); handlers take it as an argument. */
public record PageQuery(int limit, @Nullable Cursor after) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 500;

    /** How many rows to read: one more than the page holds. */
    public int rows() {
        return limit + 1;
    }
}
