package dev.sextant.core.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Inserts many rows with few statements: one round trip and one parse for up to {@value #ROWS} rows. */
public final class Inserts {
    private static final int ROWS = 64;

    private Inserts() {}

    /**
     * Inserts the rows in their order.
     *
     * @param into the table and its columns, such as {@code event (position, type)}
     */
    public static void insert(JdbcTemplate jdbc, String into, List<@Nullable Object[]> rows) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            insertSome(jdbc, into, rows.subList(from, Math.min(rows.size(), from + ROWS)));
        }
    }

    /** As many question marks as there are values, for an {@code in (…)}. */
    public static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    private static void insertSome(JdbcTemplate jdbc, String into, List<@Nullable Object[]> rows) {
        String row = "(" + marks(rows.getFirst().length) + ")";
        var values = new ArrayList<@Nullable Object>(rows.size() * rows.getFirst().length);
        rows.forEach(columns -> values.addAll(Arrays.asList(columns)));
        jdbc.update(
                "insert into " + into + " values " + String.join(",", Collections.nCopies(rows.size(), row)),
                values.toArray());
    }
}
