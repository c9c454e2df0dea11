package dev.sextant.contract.manifest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts for people: one string, or one for each language. */
final class LocalizedSection {

    private LocalizedSection() {}

    static Localized title(ObjectReader reader, String field) {
        Localized title = optionalTitle(reader, field);
        if (reader.take(field) == null) {
            reader.error(field, "'" + field + "' is missing; write for example {en: Job execution, zh: 作业执行}");
        }
        return title == null ? Localized.of("") : title;
    }

    static @Nullable Localized optionalTitle(ObjectReader reader, String field) {
        return read(reader, field, Forms.TITLE, Forms.TITLE_HINT);
    }

    static @Nullable Localized optionalProse(ObjectReader reader, String field) {
        return read(reader, field, Forms.PROSE, Forms.PROSE_HINT);
    }

    private static @Nullable Localized read(ObjectReader reader, String field, Pattern form, String hint) {
        YamlNode node = reader.take(field);
        if (node == null) {
            return null;
        }
        if (node instanceof YamlNode.Mapping) {
            return ObjectReader.read(
                    node,
                    reader.path(field),
                    reader.problems(),
                    texts -> new Localized(texts.text("en", form, hint), texts.optionalText("zh", form, hint)));
        }
        String text = reader.optionalText(field, form, hint);
        return text == null ? null : Localized.of(text);
    }
}
