package dev.sextant.core;

import java.util.Map;

/** The column types in which the vendors differ, as placeholders of the migrations. */
enum DatabaseVendor {
    H2(Map.of(
            "timestamp",
            "timestamp(6) with time zone",
            "longtext",
            "character large object",
            "blob",
            "binary large object")),
    MARIADB(Map.of("timestamp", "datetime(6)", "longtext", "longtext", "blob", "longblob"));

    private final Map<String, String> columnTypes;

    DatabaseVendor(Map<String, String> columnTypes) {
        this.columnTypes = columnTypes;
    }

    Map<String, String> columnTypes() {
        return columnTypes;
    }
}
