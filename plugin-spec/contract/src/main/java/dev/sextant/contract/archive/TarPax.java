package dev.sextant.contract.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of an extended tar header. */
record TarPax(Map<String, String> records) {

    @Nullable String path() {
        return records.get("path");
    }

    @Nullable String link() {
        return records.get("linkpath");
    }

    @Nullable Long size() {
        String size = records.get("size");
        return size == null ? null : (Long) number(size);
    }

    /** Whether it says of a file what only the file's own header may say. */
    boolean overrides() {
        return records.containsKey("path") || records.containsKey("linkpath") || records.containsKey("size");
    }

    static TarPax read(byte[] text) {
        Map<String, String> records = new HashMap<>();
        int position = 0;
        while (position < text.length) {
            int space = position;
            while (space < text.length && text[space] != ' ') {
                space++;
            }
            long length = number(new String(text, position, space - position, StandardCharsets.ISO_8859_1));
            if (length <= space - position + 2 || length > text.length - position) {
                throw damaged();
            }
            int end = position + (int) length - 1;
            if (text[end] != '\n') {
                throw damaged();
            }
            // Bytes that are no text become a mark that no name may have.
            add(new String(text, space + 1, end - space - 1, StandardCharsets.UTF_8), records);
            position = end + 1;
        }
        return new TarPax(records);
    }

    private static void add(String record, Map<String, String> records) {
        int equals = record.indexOf('=');
        if (equals <= 0 || records.put(record.substring(0, equals), record.substring(equals + 1)) != null) {
            throw damaged();
        }
        if (record.startsWith("GNU.sparse")) {
            throw ImageTar.refuse("it has a sparse file; save the image without");
        }
        if (record.startsWith("hdrcharset=")) {
            throw ImageTar.refuse("it has names in another coding than UTF-8");
        }
    }

    private static long number(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw damaged();
        }
        return Long.parseLong(text);
    }

    private static PackageException damaged() {
        return ImageTar.refuse("an extended header is damaged");
    }
}
