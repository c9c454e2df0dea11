package dev.sextant.cli.docs;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a page in Markdown. */
final class MarkdownWriter {

    private MarkdownWriter() {}

    static String write(Page page) {
        StringBuilder text = new StringBuilder("# " + escape(page.title()) + "\n");
        for (Page.Part part : page.parts()) {
            text.append('\n').append(part(part)).append('\n');
        }
        return text.toString();
    }

    private static String part(Page.Part part) {
        if (part instanceof Page.Part.Heading heading) {
            return "#".repeat(heading.level()) + " " + escape(heading.text());
        }
        if (part instanceof Page.Part.Code code) {
            return code.text().lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
        }
        if (part instanceof Page.Part.Table table) {
            return table(table.rows());
        }
        return escape(((Page.Part.Text) part).text());
    }

    private static String table(List<List<String>> rows) {
        List<String> lines = rows.stream().map(MarkdownWriter::row).toList();
        String line = "|" + "---|".repeat(rows.get(0).size());
        return lines.get(0) + "\n" + line + "\n" + lines.stream().skip(1).collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(cell -> escape(cell).replace("|", "\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** A manifest's texts are no markup. */
    private static String escape(String text) {
        return text.replaceAll("([\\\\`*_\\[\\]])", "\\\\$1").replace("<", "&lt;");
    }
}
