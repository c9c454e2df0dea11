package dev.sextant.web.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor to send as {@code after} for what follows, null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }

    /** A list that fits on one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /**
     * The page of a query that was asked for {@link PageQuery#rows()} rows: one more than the page holds, to know
     * whether something follows.
     */
    public static <T> Page<T> of(List<T> rows, PageQuery query, Function<? super T, Cursor> cursor) {
        if (rows.size() <= query.limit()) {
            return whole(rows);
        }
        List<T> items = rows.subList(0, query.limit());
        return new Page<>(items, cursor.apply(items.getLast()).encode());
    }

    public <R> Page<R> map(Function<? super T, R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), next);
    }
}
