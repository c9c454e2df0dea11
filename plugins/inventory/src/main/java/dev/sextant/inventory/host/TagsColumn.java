package dev.sextant.inventory.host;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps tags as {@code ,one,two,}, so that a single one is found by {@code ,one,}; a tag has no comma. */
@Converter
class TagsColumn implements AttributeConverter<List<String>, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable List<String> tags) {
        return tags == null || tags.isEmpty() ? null : "," + String.join(",", tags) + ",";
    }

    @Override
    public List<String> convertToEntityAttribute(@Nullable String column) {
        return column == null
                ? List.of()
                : Arrays.stream(column.split(",")).filter(tag -> !tag.isEmpty()).toList();
    }
}
