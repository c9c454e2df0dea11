package dev.sextant.core.sql;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reads a column of text that is never null. */
public final class Texts {
    private Texts() {}

    /** The first column of each row. */
    public static List<String> list(JdbcTemplate jdbc, String sql, Object... arguments) {
        return jdbc.query(sql, (row, number) -> row.getString(1), arguments);
    }
}
